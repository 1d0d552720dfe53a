// Charts with axes, by uPlot. Series differ by dashes as well as by colour, and their values stand beside their names.

import { time } from './format.js';

const HEIGHT = 180;
const SHORTEST_SPAN_SECONDS = 60;
const DASHES = [[], [6, 4]];
const AXIS_WIDTH = 80;
const AXIS_HEIGHT = 26;
/** Steps of an axis of bytes: powers of 2, so that its labels are round. */
const BINARY_STEPS = Array.from({ length: 60 }, (_, power) => 2 ** power);

/** Colours are the style sheet's, which knows whether it is dark. */
function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** uPlot leaves out what is null. */
function withGaps(series, from) {
    return Array.from(series.subarray(from), value => Number.isNaN(value) ? null : value);
}

export class Chart {

    /**
     * @param {string} title
     * @param {{name: string, label: string}[]} series which of a track's, and what they are called
     * @param {function(number): string} format shows a value
     * @param {number} floor what the axis reaches to at least
     * @param {boolean} [binary] whether values are bytes
     */
    constructor(title, series, format, floor, binary) {
        this.series = series;
        this.format = format;
        this.floor = floor;
        this.steps = binary ? BINARY_STEPS : undefined;
        this.element = document.createElement('figure');
        const caption = document.createElement('figcaption');
        const heading = document.createElement('h3');
        heading.textContent = title;
        this.legend = document.createElement('ul');
        this.legend.className = 'legend';
        this.values = series.map((one, i) => this.#legendEntry(one, i));
        caption.append(heading, this.legend);
        this.plot = document.createElement('div');
        this.plot.className = 'plot';
        this.plot.setAttribute('role', 'img');
        this.plot.setAttribute('aria-label', `${title} over the last minutes`);
        this.element.append(caption, this.plot);
        this.resizing = new ResizeObserver(() => this.chart?.setSize(this.#size()));
        this.resizing.observe(this.plot);
    }

    #legendEntry(series, i) {
        const entry = document.createElement('li');
        entry.className = `series-${i + 1}`;
        const value = document.createElement('b');
        entry.append(`${series.label} `, value);
        this.legend.append(entry);
        return value;
    }

    /** Draws anew, from a track and the times of its points. */
    draw(times, track) {
        const from = times.findIndex(value => !Number.isNaN(value));
        if (from < 0) {
            return;
        }
        const data = [Array.from(times.subarray(from)), ...this.series.map(one => withGaps(track.series[one.name], from))];
        if (this.chart) {
            this.chart.setData(data);
        } else {
            this.chart = new uPlot(this.#options(), data, this.plot);
        }
        this.#tellValues(this.chart);
    }

    /** Takes other colours at the next drawing. */
    forgetColours() {
        this.chart?.destroy();
        this.chart = undefined;
    }

    close() {
        this.resizing.disconnect();
        this.forgetColours();
    }

    #size() {
        return { width: this.plot.clientWidth, height: HEIGHT };
    }

    #options() {
        const axis = {
            stroke: colour('--quiet'),
            grid: { stroke: colour('--line'), width: 1 },
            ticks: { show: false },
            font: '12px system-ui, sans-serif'
        };
        return {
            ...this.#size(),
            padding: [8, 10, 0, 0],
            legend: { show: false },
            cursor: { y: false, drag: { x: false, y: false } },
            hooks: { setCursor: [chart => this.#tellValues(chart)] },
            scales: {
                x: { range: (chart, from, to) => [Math.min(from, to - SHORTEST_SPAN_SECONDS), to] },
                y: { range: (chart, from, to) => [0, Math.max(this.floor, (to ?? 0) * 1.1)] }
            },
            axes: [
                { ...axis, size: AXIS_HEIGHT, space: 90, values: (chart, times) => times.map(time) },
                { ...axis, size: AXIS_WIDTH, space: 36, incrs: this.steps, values: (chart, values) => values.map(this.format) }
            ],
            series: [{}, ...this.series.map((one, i) => this.#stroke(i))]
        };
    }

    #stroke(i) {
        const stroke = colour(`--series-${i + 1}`);
        return { stroke, width: 2, dash: DASHES[i], fill: i === 0 ? `${stroke}26` : undefined, points: { show: false } };
    }

    /** The values under the pointer, else the newest. */
    #tellValues(chart) {
        const at = chart.cursor.idx ?? chart.data[0].length - 1;
        this.values.forEach((value, i) => {
            value.textContent = this.format(chart.data[i + 1][at]);
        });
    }
}
