// A line of the last minutes, as high as a text. Says nothing that the number beside it does not, so that it is hidden from
// those who hear the page.

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 24;
/** Fewer points do not take the whole width, as a line of two points says little. */
const LEAST_POINTS = 24;

export class Sparkline {

    /** @param floor what fills the height at least, so that next to nothing does not look like a lot */
    constructor(floor) {
        this.floor = floor;
        this.element = document.createElementNS(SVG, 'svg');
        this.element.setAttribute('class', 'sparkline');
        this.element.setAttribute('aria-hidden', 'true');
        this.element.setAttribute('preserveAspectRatio', 'none');
        this.area = this.#path('area');
        this.line = this.#path('line');
    }

    #path(name) {
        const path = document.createElementNS(SVG, 'path');
        path.setAttribute('class', name);
        this.element.append(path);
        return path;
    }

    /**
     * Draws the sum of series.
     *
     * @param {number} known how many of the last points there are values for
     */
    draw(known, ...series) {
        const points = series[0].length;
        const first = Math.max(0, points - Math.max(known, LEAST_POINTS));
        const values = series[0].subarray(first).map((value, i) =>
            series.slice(1).reduce((sum, one) => sum + one[first + i], value));
        this.element.setAttribute('viewBox', `0 0 ${values.length - 1} ${HEIGHT}`);
        const top = values.reduce((most, value) => value > most ? value : most, this.floor);
        let line = '';
        let area = '';
        let open = false;
        values.forEach((value, x) => {
            if (Number.isNaN(value)) {
                area += open ? `L${x - 1} ${HEIGHT}Z` : '';
                open = false;
            } else {
                const y = (1 + (HEIGHT - 2) * (1 - value / top)).toFixed(1);
                line += `${open ? 'L' : 'M'}${x} ${y}`;
                area += `${open ? '' : `M${x} ${HEIGHT}`}L${x} ${y}`;
                open = true;
            }
        });
        this.line.setAttribute('d', line);
        this.area.setAttribute('d', open ? `${area}L${values.length - 1} ${HEIGHT}Z` : area);
    }
}
