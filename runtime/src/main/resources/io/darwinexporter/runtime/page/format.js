// Numbers as people like them. What is not known is a dash, never 0.

export const ABSENT = '–';

const POWERS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
const GROUPED = new Intl.NumberFormat('en');

export function known(value) {
    return value !== undefined && value !== null && !Number.isNaN(value);
}

/** Three digits, so that columns stay narrow and values comparable. */
function short(value) {
    return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function bytes(value) {
    if (!known(value)) {
        return ABSENT;
    }
    let power = 0;
    // What would be rounded to 1024 is one of the next unit.
    while (value >= 1023.5 && power < POWERS.length - 1) {
        value /= 1024;
        power++;
    }
    return `${power === 0 ? value.toFixed(0) : short(value)} ${POWERS[power]}`;
}

export function bytesPerSecond(value) {
    return known(value) ? `${bytes(value)}/s` : ABSENT;
}

/** A share, as percent. */
export function percent(ratio) {
    if (!known(ratio)) {
        return ABSENT;
    }
    const value = ratio * 100;
    return `${value > 0 && value < 0.01 ? '< 0.01' : short(value)} %`;
}

export function count(value) {
    return known(value) ? GROUPED.format(value) : ABSENT;
}

export function seconds(value) {
    return known(value) ? `${short(value)} s` : ABSENT;
}

export function time(epochSeconds) {
    return known(epochSeconds) ? new Date(epochSeconds * 1000).toLocaleTimeString('en-GB') : ABSENT;
}

/** A moment: with its day, unless it is today. */
export function moment(epochSeconds) {
    if (!known(epochSeconds)) {
        return ABSENT;
    }
    const date = new Date(epochSeconds * 1000);
    const day = date.toDateString() === new Date().toDateString() ? '' : `${date.toLocaleDateString('en-CA')} `;
    return day + date.toLocaleTimeString('en-GB');
}

/** A sum of which parts may be unknown: unknown only if all are. */
export function sum(...values) {
    const parts = values.filter(known);
    return parts.length === 0 ? undefined : parts.reduce((total, part) => total + part, 0);
}

export function millis(inSeconds) {
    return known(inSeconds) ? `${short(inSeconds * 1000)} ms` : ABSENT;
}

export function processors(number) {
    return number === 1 ? '1 processor' : `${number} processors`;
}
