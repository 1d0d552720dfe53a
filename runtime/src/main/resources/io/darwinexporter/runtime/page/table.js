// A table that can be sorted by its headers and shows a bounded number of rows: thousands would make a browser slow, and
// nobody reads them. How many are not shown is said.

import { count, known } from './format.js';

const STEP = 100;

/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {boolean} [number] whether it stands on the right and is sorted from the largest at first
 * @property {function(object): (string|number|undefined)} value what rows are sorted by; undefined comes last
 * @property {function(): Cell} cell makes what shows it
 *
 * @typedef {object} Cell
 * @property {Node[]} nodes
 * @property {function(object): void} show
 */

/** A cell of text. */
export function textCell(textOf) {
    return () => {
        const text = document.createTextNode('');
        return { nodes: [text], show: item => setText(text, textOf(item)) };
    };
}

/** Changes a text only if it is another, so that a selection stays and nothing is laid out anew. */
export function setText(node, text) {
    if (node.textContent !== text) {
        node.textContent = text;
    }
}

export class SortableTable {

    /**
     * @param {Column[]} columns the first one names the row
     * @param {function(object): string} keyOf tells items apart
     * @param {string} sortedBy the key of a column
     */
    constructor(caption, columns, keyOf, sortedBy) {
        this.columns = columns;
        this.keyOf = keyOf;
        this.sorted = columns.find(column => column.key === sortedBy);
        this.descending = this.sorted.number === true;
        this.items = [];
        this.limit = STEP;
        this.rows = new Map();
        this.#build(caption);
    }

    #build(caption) {
        this.element = document.createElement('div');
        this.element.className = 'wide';
        const table = document.createElement('table');
        const title = table.createCaption();
        title.className = 'unseen';
        title.textContent = caption;
        this.headers = new Map();
        const header = table.createTHead().insertRow();
        for (const column of this.columns) {
            header.append(this.#header(column));
        }
        this.body = table.createTBody();
        this.rest = document.createElement('p');
        this.rest.className = 'rest';
        this.restText = document.createElement('span');
        this.more = document.createElement('button');
        this.more.type = 'button';
        this.more.addEventListener('click', () => {
            this.limit += STEP;
            this.#show();
        });
        this.rest.append(this.restText, ' ', this.more);
        this.element.append(table, this.rest);
        this.#markSorted();
    }

    #header(column) {
        const header = document.createElement('th');
        header.scope = 'col';
        header.classList.toggle('number', column.number === true);
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = column.label;
        button.addEventListener('click', () => this.#sortBy(column));
        header.append(button);
        this.headers.set(column, header);
        return header;
    }

    #sortBy(column) {
        this.descending = this.sorted === column ? !this.descending : column.number === true;
        this.sorted = column;
        this.#markSorted();
        this.#show();
    }

    #markSorted() {
        for (const [column, header] of this.headers) {
            if (column === this.sorted) {
                header.setAttribute('aria-sort', this.descending ? 'descending' : 'ascending');
            } else {
                header.removeAttribute('aria-sort');
            }
        }
    }

    /** Shows these items and no others. */
    show(items) {
        this.items = items;
        this.#show();
    }

    /** Starts with the first rows again, as when other items are looked for. */
    restart() {
        this.limit = STEP;
    }

    #show() {
        const sorted = [...this.items].sort((one, other) => this.#compare(one, other));
        const shown = sorted.slice(0, this.limit);
        const rows = new Map();
        for (const item of shown) {
            const key = this.keyOf(item);
            const row = this.rows.get(key) ?? this.#row();
            row.show(item);
            rows.set(key, row);
        }
        this.rows = rows;
        this.#place([...rows.values()].map(row => row.element));
        const hidden = sorted.length - shown.length;
        this.rest.hidden = hidden === 0;
        this.restText.textContent = `${count(shown.length)} of ${count(sorted.length)} are shown.`;
        this.more.textContent = `Show ${Math.min(STEP, hidden)} more`;
    }

    #compare(one, other) {
        const order = compare(this.sorted.value(one), this.sorted.value(other), this.descending);
        return order !== 0 ? order : compare(this.keyOf(one), this.keyOf(other), false);
    }

    #row() {
        const element = document.createElement('tr');
        const cells = this.columns.map((column, i) => {
            const holder = document.createElement(i === 0 ? 'th' : 'td');
            if (i === 0) {
                holder.scope = 'row';
            }
            holder.classList.toggle('number', column.number === true);
            const cell = column.cell();
            holder.append(...cell.nodes);
            element.append(holder);
            return cell;
        });
        return { element, show: item => cells.forEach(cell => cell.show(item)) };
    }

    /** Puts rows in order, and moves none that is in place: what has the focus would lose it. */
    #place(elements) {
        const focused = document.activeElement;
        elements.forEach((element, i) => {
            if (this.body.children[i] !== element) {
                this.body.insertBefore(element, this.body.children[i] ?? null);
            }
        });
        while (this.body.children.length > elements.length) {
            this.body.lastElementChild.remove();
        }
        if (focused !== document.activeElement && this.body.contains(focused)) {
            focused.focus({ preventScroll: true });
        }
    }
}

/** What is not known comes last, whichever way round. */
function compare(one, other, descending) {
    if (!known(one) || !known(other)) {
        return known(other) - known(one);
    }
    const order = typeof one === 'string' ? one.localeCompare(other, 'en') : one - other;
    return descending ? -order : order;
}
