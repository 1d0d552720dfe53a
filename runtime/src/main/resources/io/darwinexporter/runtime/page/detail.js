// One group: its figures, its charts, its members.

import { Chart } from './charts.js';
import { SortableTable, setText, textCell } from './table.js';
import * as format from './format.js';

const CHARTS = [
    ['CPU', [{ name: 'cpu', label: 'of all processors' }], format.percent, 0.01],
    ['Memory', [{ name: 'resident', label: 'resident' }, { name: 'footprint', label: 'footprint' }], format.bytes, 1024, true],
    ['Disk', [{ name: 'diskRead', label: 'read' }, { name: 'diskWrite', label: 'written' }], format.bytesPerSecond, 1024, true],
    ['Network', [{ name: 'netReceive', label: 'received' }, { name: 'netTransmit', label: 'sent' }],
        format.bytesPerSecond, 1024, true]
];

const FACTS = [
    ['User', group => group.user],
    ['Processes', group => format.count(group.processes)],
    ['Started', group => format.moment(group.startTimeSeconds)],
    ['Starts, exits', group => `${format.count(group.starts)}, ${format.count(group.exits)}`],
    ['CPU time', group => format.seconds(format.sum(group.cpuUserSeconds, group.cpuSystemSeconds))],
    ['Threads', group => format.count(group.threads)],
    ['Descriptors', group => format.count(group.openDescriptors)],
    ['Swapped', group => format.bytes(group.swapBytes)],
    ['Context switches', group => format.count(group.contextSwitches)]
];

/** The columns of members. @param processors by how many a share of CPU time is divided, as it is for groups */
function memberColumns(processors) {
    const text = (key, label) => ({ key, label, value: member => member[key], cell: textCell(member => member[key]) });
    const number = (key, label, value, show) => ({
        key, label, value, number: true, cell: textCell(member => show(value(member)))
    });
    const cpu = member => format.sum(member.rates.cpuUserSeconds, member.rates.cpuSystemSeconds) / processors;
    return [
        { ...number('pid', 'pid', member => member.pid, String) },
        text('name', 'Name'),
        text('user', 'User'),
        text('state', 'State'),
        number('cpu', 'CPU', cpu, format.percent),
        number('cpuTime', 'CPU time', member => format.sum(member.cpuUserSeconds, member.cpuSystemSeconds), format.seconds),
        number('resident', 'Resident', member => member.residentBytes, format.bytes),
        number('disk', 'Disk', member => format.sum(member.rates.diskReadBytes, member.rates.diskWriteBytes),
            format.bytesPerSecond),
        number('network', 'Network', member => format.sum(member.rates.netReceiveBytes, member.rates.netTransmitBytes),
            format.bytesPerSecond),
        number('threads', 'Threads', member => member.threads, format.count),
        number('descriptors', 'Descriptors', member => member.openDescriptors, format.count),
        number('start', 'Started', member => member.startTimeSeconds, format.moment)
    ];
}

function element(name, className, text) {
    const made = document.createElement(name);
    if (className) {
        made.className = className;
    }
    if (text) {
        made.textContent = text;
    }
    return made;
}

export class Detail {

    constructor(home, groupName, processors) {
        this.home = home;
        this.groupName = groupName;
        this.heading = element('h2', '', groupName);
        this.heading.id = 'detail-heading';
        this.heading.tabIndex = -1;
        const back = element('a', 'back', 'All groups');
        back.href = '#';
        this.gone = element('p', 'gone');
        this.facts = element('dl', 'facts');
        this.factValues = FACTS.map(([name]) => this.#fact(name));
        this.charts = CHARTS.map(chart => new Chart(...chart));
        const charts = element('div', 'charts');
        charts.append(...this.charts.map(chart => chart.element));
        this.members = new SortableTable(`Processes of ${groupName}`, memberColumns(processors), member => String(member.pid),
            'cpuTime');
        this.leftOut = element('p', 'rest');
        home.replaceChildren(back, this.heading, this.gone, this.facts, charts, element('h3', '', 'Processes'),
            this.members.element, this.leftOut);
        home.hidden = false;
    }

    #fact(name) {
        const holder = element('div');
        const value = element('dd');
        holder.append(element('dt', '', name), value);
        this.facts.append(holder);
        return value;
    }

    show(told, history) {
        const group = told.groups.find(one => one.group === this.groupName);
        setText(this.gone, group ? '' : 'There is no such group now.');
        this.gone.hidden = group !== undefined;
        if (!group) {
            this.members.show([]);
            return;
        }
        FACTS.forEach(([, valueOf], i) => setText(this.factValues[i], valueOf(group)));
        this.#draw(history);
        // Those of another group were asked for before this one was chosen.
        if (told.members?.group === this.groupName) {
            this.members.show(told.members.processes);
            const { leftOut } = told.members;
            setText(this.leftOut, leftOut > 0 ? `${leftOut} more have used less CPU time and are not told.` : '');
        }
    }

    #draw(history) {
        const track = history.track(this.groupName);
        if (track) {
            this.charts.forEach(chart => chart.draw(history.times, track));
        }
    }

    /** Draws in the colours that hold now. */
    recolour(history) {
        this.charts.forEach(chart => chart.forgetColours());
        this.#draw(history);
    }

    close() {
        this.charts.forEach(chart => chart.close());
        this.home.replaceChildren();
        this.home.hidden = true;
    }
}
