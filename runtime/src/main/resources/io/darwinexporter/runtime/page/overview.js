// All groups together, and what the exporter itself costs, as a row of tiles.

import { setText } from './table.js';
import { Sparkline } from './sparkline.js';
import * as format from './format.js';

class Tile {

    constructor(label, floor) {
        this.element = document.createElement('div');
        this.element.className = 'tile';
        const name = document.createElement('p');
        name.className = 'label';
        name.textContent = label;
        this.value = document.createElement('p');
        this.value.className = 'value';
        this.note = document.createElement('p');
        this.note.className = 'note';
        this.element.append(name, this.value, this.note);
        this.line = new Sparkline(floor);
        this.element.append(this.line.element);
    }

    show(value, note, known, ...series) {
        setText(this.value, value);
        setText(this.note, note);
        this.line.draw(known, ...series);
    }
}

export class Overview {

    constructor(element) {
        this.cpu = new Tile('CPU', 0.05);
        this.memory = new Tile('Memory', 1);
        this.disk = new Tile('Disk', 10 * 1024);
        this.network = new Tile('Network', 10 * 1024);
        this.processes = new Tile('Processes', 1);
        this.program = new Tile('This exporter', 0.02);
        element.append(...[this.cpu, this.memory, this.disk, this.network, this.processes, this.program]
            .map(tile => tile.element));
        element.hidden = false;
    }

    show(told, history) {
        const { all, known } = history;
        const total = (one, other) => format.bytesPerSecond(format.sum(all.last(one), all.last(other)));
        const both = (one, did, other, didOther) => `${format.bytesPerSecond(all.last(one))} ${did},`
            + ` ${format.bytesPerSecond(all.last(other))} ${didOther}`;
        this.cpu.show(format.percent(all.last('cpu')), `of ${format.processors(told.logicalProcessors)}`,
            known, all.series.cpu);
        this.memory.show(format.bytes(all.last('footprint')), 'footprint of all groups',
            known, all.series.footprint);
        this.disk.show(total('diskRead', 'diskWrite'), both('diskRead', 'read', 'diskWrite', 'written'),
            known, all.series.diskRead, all.series.diskWrite);
        this.network.show(total('netReceive', 'netTransmit'), both('netReceive', 'received', 'netTransmit', 'sent'),
            known, all.series.netReceive, all.series.netTransmit);
        this.processes.show(format.count(all.last('processes')), `in ${format.count(told.groups.length)} groups`,
            known, all.series.processes);
        this.program.show(`${format.percent(history.programCpu)} CPU`,
            `${format.bytes(told.program.residentBytes)}, last collection ${format.millis(told.collection.durationSeconds)}`,
            known, history.program);
    }
}
