// Makes the page live: asks the exporter again and again, and shows what it tells. Every text from outside goes into the page
// as text, never as markup.

import { Detail } from './detail.js';
import { History } from './history.js';
import { Overview } from './overview.js';
import { Sparkline } from './sparkline.js';
import { SortableTable, setText, textCell } from './table.js';
import * as format from './format.js';

const PATIENCE_MILLIS = 10_000;
/** Refreshes that were left out for longer than this many periods leave a gap in the charts. */
const GAP_PERIODS = 3;
const GROUP_HASH = '#group=';

const byId = id => document.getElementById(id);

/** Something that keeps the page from being as new as it should be, in words for people. */
class Problem extends Error {
}

class Page {

    constructor() {
        this.history = new History();
        this.title = document.title;
        byId('controls').hidden = false;
        byId('search').hidden = false;
        byId('filter').addEventListener('input', () => this.#filter());
        byId('period').addEventListener('change', () => this.#schedule(0));
        document.querySelector('.skip').addEventListener('click', event => {
            event.preventDefault();
            byId('main').focus();
        });
        addEventListener('hashchange', () => this.#navigate());
        document.addEventListener('visibilitychange', () => this.#schedule(0));
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.detail?.recolour(this.history));
        this.#refresh();
    }

    get #periodMillis() {
        return byId('period').value * 1000;
    }

    get #chosen() {
        if (!location.hash.startsWith(GROUP_HASH)) {
            return undefined;
        }
        try {
            return decodeURIComponent(location.hash.slice(GROUP_HASH.length));
        } catch {
            // Somebody has written the address by hand.
            return undefined;
        }
    }

    /** Refreshes after a while; not at all while paused, or while nobody sees the page. */
    #schedule(millis) {
        clearTimeout(this.timer);
        if (this.#periodMillis > 0 && !document.hidden) {
            this.timer = setTimeout(() => this.#refresh(), millis);
        }
    }

    async #refresh() {
        clearTimeout(this.timer);
        this.asking?.abort();
        const asking = new AbortController();
        this.asking = asking;
        const patience = setTimeout(() => asking.abort(), PATIENCE_MILLIS);
        try {
            const told = await this.#ask(asking.signal);
            if (this.asking === asking) {
                this.#take(told);
            }
        } catch (error) {
            if (this.asking === asking) {
                this.#complain(error);
            }
        } finally {
            clearTimeout(patience);
        }
        if (this.asking === asking) {
            this.#schedule(this.#periodMillis);
        }
    }

    async #ask(signal) {
        const chosen = this.#chosen;
        const query = chosen === undefined ? '' : `?members=${encodeURIComponent(chosen)}`;
        let response;
        try {
            response = await fetch(`darwin-exporter/groups.json${query}`, { cache: 'no-store', signal });
        } catch {
            throw new Problem('The exporter does not answer.');
        }
        if (response.status === 401 || response.status === 403) {
            throw new Problem('The exporter wants a name and a password, or other ones: load the page again.');
        }
        if (!response.ok) {
            throw new Problem(`The exporter answers with an error (${response.status}).`);
        }
        try {
            return await response.json();
        } catch {
            throw new Problem('What answers is not the exporter, or its answer came only in part.');
        }
    }

    #take(told) {
        const now = performance.now();
        const gap = this.takenAt !== undefined && now - this.takenAt > GAP_PERIODS * Math.max(this.#periodMillis, 1000);
        this.takenAt = now;
        this.history.take(told, gap);
        this.told = told;
        this.#show();
        this.#tell(told.collection.success ? ''
            : `The exporter cannot read processes now.${this.#age()}`);
    }

    #complain(error) {
        if (!(error instanceof Problem)) {
            console.error(error);
        }
        this.#tell((error instanceof Problem ? error.message : 'This page has failed.') + this.#age());
    }

    #age() {
        const newest = this.history.newest;
        return Number.isNaN(newest) ? '' : ` What is shown is of ${format.moment(newest)}.`;
    }

    #tell(problem) {
        const place = byId('problem');
        setText(place, problem);
        place.hidden = problem === '';
        document.body.classList.toggle('stale', problem !== '');
    }

    #show() {
        const { told, history } = this;
        setText(byId('freshness'), `as of ${format.time(told.collection.timestampSeconds)}`);
        this.overview ??= new Overview(byId('overview'));
        this.overview.show(told, history);
        this.#showFacts();
        this.#showList();
        this.#showDetail();
    }

    #showFacts() {
        byId('facts').replaceChildren(...this.told.facts.map(fact => {
            const holder = document.createElement('div');
            const name = document.createElement('dt');
            const value = document.createElement('dd');
            name.textContent = fact.name;
            value.textContent = fact.value;
            holder.append(name, value);
            return holder;
        }));
    }

    #showList() {
        const columns = this.#columns();
        const keys = columns.map(column => column.key).join();
        if (this.columnKeys !== keys) {
            this.columnKeys = keys;
            this.table = new SortableTable('Groups of processes', columns, group => group.group,
                columns.some(column => column.key === 'cpu') ? 'cpu' : 'processes');
            byId('groups').replaceChildren(this.table.element);
        }
        const found = this.#found();
        this.table.show(found);
        const all = this.told.groups.length;
        this.found = found.length === all ? format.count(all) : `${format.count(found.length)} of ${format.count(all)}`;
        setText(byId('count'), this.found);
    }

    #found() {
        const wanted = byId('filter').value.trim().toLowerCase();
        return this.told.groups.filter(group => group.group.toLowerCase().includes(wanted)
            || group.user.toLowerCase().includes(wanted));
    }

    #filter() {
        if (this.told) {
            this.table.restart();
            this.#showList();
            setText(byId('said'), `${this.found} groups`);
        }
    }

    /** Those of which anything is known here. */
    #columns() {
        const has = figure => this.told.groups.some(group => figure in group);
        const last = name => group => this.history.track(group.group)?.last(name);
        const sum = (one, other) => group => format.sum(last(one)(group), last(other)(group));
        const number = (key, label, figure) => ({
            key, label, number: true, value: group => group[figure], cell: textCell(group => format.count(group[figure]))
        });
        const columns = [
            { key: 'group', label: 'Group', value: group => group.group, cell: linkCell },
            { key: 'user', label: 'User', value: group => group.user, cell: textCell(group => group.user) },
            number('processes', 'Processes', 'processes')
        ];
        if (has('cpuUserSeconds')) {
            columns.push(this.#charted('cpu', 'CPU', ['cpu'], last('cpu'), format.percent, 0.01));
        }
        if (has('residentBytes')) {
            columns.push(this.#charted('memory', 'Memory', ['resident'], last('resident'), format.bytes, 1));
        }
        if (has('diskReadBytes')) {
            columns.push(this.#charted('disk', 'Disk', ['diskRead', 'diskWrite'], sum('diskRead', 'diskWrite'),
                format.bytesPerSecond, 1024));
        }
        if (has('netReceiveBytes')) {
            columns.push(this.#charted('network', 'Network', ['netReceive', 'netTransmit'],
                sum('netReceive', 'netTransmit'), format.bytesPerSecond, 1024));
        }
        if (has('threads')) {
            columns.push(number('threads', 'Threads', 'threads'));
        }
        if (has('openDescriptors')) {
            columns.push(number('descriptors', 'Descriptors', 'openDescriptors'));
        }
        return columns;
    }

    /** A column of a number and the line of its last minutes. */
    #charted(key, label, seriesNames, value, show, floor) {
        const cell = () => {
            const line = new Sparkline(floor);
            const text = document.createElement('span');
            const holder = document.createElement('div');
            holder.className = 'charted';
            holder.append(line.element, text);
            return {
                nodes: [holder],
                show: group => {
                    const track = this.history.track(group.group);
                    setText(text, show(value(group)));
                    if (track) {
                        line.draw(this.history.known, ...seriesNames.map(name => track.series[name]));
                    }
                }
            };
        };
        return { key, label, number: true, value, cell };
    }

    #showDetail() {
        const chosen = this.#chosen;
        if (this.detail?.groupName !== chosen) {
            this.detail?.close();
            this.detail = chosen === undefined ? undefined
                : new Detail(byId('detail'), chosen, this.told.logicalProcessors);
        }
        byId('list').hidden = chosen !== undefined;
        document.title = chosen === undefined ? this.title : `${chosen} · ${this.title}`;
        this.detail?.show(this.told, this.history);
    }

    /** Shows what the address names now, and puts the focus where reading goes on. */
    #navigate() {
        if (!this.told) {
            return;
        }
        const left = this.detail?.groupName;
        this.#showDetail();
        if (this.detail) {
            this.detail.heading.focus();
            this.#refresh();
        } else {
            const link = [...byId('groups').querySelectorAll('a')].find(one => one.textContent === left);
            (link ?? byId('main')).focus();
        }
    }
}

function linkCell() {
    const link = document.createElement('a');
    return {
        nodes: [link],
        show: group => {
            setText(link, group.group);
            link.href = GROUP_HASH + encodeURIComponent(group.group);
        }
    };
}

new Page();
