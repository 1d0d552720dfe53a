// The last minutes, kept by the browser since it opened the page: the exporter keeps none, so that nothing costs anything
// while nobody looks.

/** With a refresh every 5 seconds, ten minutes. */
const POINTS = 120;
const PROGRAM_POINTS = 12;

/** What is kept of each group and of all together: how it is told of a group now, given the group's own rates. */
const SERIES = {
    cpu: (group, rates) => group.cpuRatio,
    resident: (group, rates) => group.residentBytes,
    footprint: (group, rates) => group.footprintBytes,
    diskRead: (group, rates) => rates.diskReadBytes,
    diskWrite: (group, rates) => rates.diskWriteBytes,
    netReceive: (group, rates) => rates.netReceiveBytes,
    netTransmit: (group, rates) => rates.netTransmitBytes,
    processes: (group, rates) => group.processes
};

/** Charts want times that grow. */
const INSTANT = 0.001;

const COUNTERS = ['diskReadBytes', 'diskWriteBytes', 'netReceiveBytes', 'netTransmitBytes'];
const MEMBER_COUNTERS = ['cpuUserSeconds', 'cpuSystemSeconds', 'diskReadBytes', 'diskWriteBytes', 'netReceiveBytes',
    'netTransmitBytes'];

/** Values of the last refreshes, the newest last; NaN where one is not known, which charts show as a gap. */
function emptySeries() {
    return new Float32Array(POINTS).fill(NaN);
}

function push(series, value) {
    series.copyWithin(0, 1);
    series[POINTS - 1] = value ?? NaN;
}

/** Growth of counters by the time that it took. A counter that fell is another one: there is no rate then. */
function ratesOf(now, before, counters, elapsedSeconds) {
    const rates = {};
    for (const counter of counters) {
        const growth = before && elapsedSeconds > 0 ? now[counter] - before[counter] : NaN;
        if (growth >= 0) {
            rates[counter] = growth / elapsedSeconds;
        }
    }
    return rates;
}

class Track {

    constructor() {
        this.series = Object.fromEntries(Object.keys(SERIES).map(name => [name, emptySeries()]));
    }

    push(values) {
        for (const name of Object.keys(SERIES)) {
            push(this.series[name], values[name]);
        }
    }

    /** The newest value of a series; NaN if it is not known. */
    last(name) {
        return this.series[name][POINTS - 1];
    }
}

export class History {

    constructor() {
        this.#forget();
    }

    #forget() {
        this.times = new Float64Array(POINTS).fill(NaN);
        /** How many points there are. */
        this.known = 0;
        this.all = new Track();
        /** What the exporter's own program takes of all processors. */
        this.program = emptySeries();
        this.tracks = new Map();
        this.before = new Map();
        this.programBefore = undefined;
        this.membersBefore = new Map();
    }

    /** The share of all processors that the exporter's program took lately: systems tell it in steps that are too coarse. */
    get programCpu() {
        const lately = this.program.subarray(-PROGRAM_POINTS).filter(value => !Number.isNaN(value));
        return lately.length === 0 ? undefined : lately.reduce((sum, value) => sum + value, 0) / lately.length;
    }

    /** When the newest values are from; NaN before there are any. */
    get newest() {
        return this.times[POINTS - 1];
    }

    /**
     * Takes in what the exporter tells. What it has told before, because nothing was collected since, is no new point.
     *
     * @param gap whether refreshing stood still before it, so that no line is to be drawn across
     */
    take(told, gap) {
        const now = told.collection.timestampSeconds;
        if (now !== undefined && now !== this.newest) {
            const elapsed = now - this.newest;
            if (elapsed < 0) {
                // The clock of the host was set back, or this is another host: nothing fits what was before.
                this.#forget();
            } else if (gap) {
                this.#point(this.newest + INSTANT, new Map(), NaN);
            }
            const values = new Map(told.groups.map(group => [group.group, this.#valuesOf(group, elapsed)]));
            const ofProgram = ratesOf(told.program, this.programBefore, ['cpuSeconds'], elapsed);
            this.#point(now, values, ofProgram.cpuSeconds / told.logicalProcessors);
            this.before = new Map(told.groups.map(group => [group.group, group]));
            this.programBefore = told.program;
            this.#takeMembers(told, elapsed);
        } else {
            this.#keepMembers(told);
        }
    }

    track(groupName) {
        return this.tracks.get(groupName);
    }

    #valuesOf(group, elapsed) {
        const rates = ratesOf(group, this.before.get(group.group), COUNTERS, elapsed);
        return Object.fromEntries(Object.entries(SERIES).map(([name, valueOf]) => [name, valueOf(group, rates)]));
    }

    #point(time, values, program) {
        push(this.times, time);
        push(this.program, program);
        this.known = Math.min(this.known + 1, POINTS);
        const sums = {};
        for (const [name, ofGroup] of values) {
            if (!this.tracks.has(name)) {
                this.tracks.set(name, new Track());
            }
            for (const [series, value] of Object.entries(ofGroup)) {
                if (value !== undefined) {
                    sums[series] = (sums[series] ?? 0) + value;
                }
            }
        }
        for (const [name, track] of this.tracks) {
            if (values.size > 0 && !values.has(name)) {
                this.tracks.delete(name);
            } else {
                track.push(values.get(name) ?? {});
            }
        }
        this.all.push(sums);
    }

    /** Members have no history, only rates since they were told before: they come and go. */
    #takeMembers(told, elapsed) {
        const members = membersOf(told);
        for (const [key, member] of members) {
            member.rates = ratesOf(member, this.membersBefore.get(key), MEMBER_COUNTERS, elapsed);
        }
        this.membersBefore = members;
    }

    /** Gives those that are told again, because nothing was collected since, the rates that they had. */
    #keepMembers(told) {
        const members = membersOf(told);
        for (const [key, member] of members) {
            member.rates = this.membersBefore.get(key)?.rates ?? {};
        }
        if (members.size > 0) {
            this.membersBefore = members;
        }
    }
}

/** By what tells them apart: a pid is used again. */
function membersOf(told) {
    return new Map((told.members?.processes ?? []).map(member => [`${member.pid} ${member.startTimeSeconds}`, member]));
}
