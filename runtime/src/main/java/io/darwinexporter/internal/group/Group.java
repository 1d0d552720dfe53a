package io.darwinexporter.internal.group;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.Measure;

/**
 * What the processes under one group name have used and hold.
 * <p>
 * Counters are sums of growth, member by member, and stay when members leave; gauges are those of living members, anew at
 * each collection. A measure that no member ever had (counters) or none has now (gauges) is absent.
 * <p>
 * Changed by the collecting thread only, during a collection.
 */
public final class Group {

    /** The name of the group that takes the processes of all groups for which there is no room, or that nobody may make yet. */
    public static final String OTHER = "other";

    private static final long GAUGES = gaugeBits();
    /** Members are read one after the other, so that some of the growth may be of a moment more than the window. */
    private static final double BELIEVABLE_RATIO = 2.0;
    /** They stand first in {@link Measure}. */
    private static final int COUNTERS = countersEnd();

    private GroupLabels labels;
    private int rulesVersion;
    private int expected;
    private boolean wantsThreads;
    private boolean takesOthers;
    private final long[] values = new long[Measure.COUNT];
    private long present;
    private long @Nullable [] firstValues;
    private int processes;
    private int zombies;
    private long starts;
    private long exits;
    private boolean hasStart;
    private long earliestStartNanos;
    private long lastMemberNanos;
    private long countedSinceNanos;
    private final long watchedSinceNanos;

    private @Nullable ThreadBreakdown threadBreakdown;

    private long windowStartCpuNanos;
    private boolean hasCpuUsage;
    private double cpuUsageRatio;

    /**
     * @param monotonicNanos the time by a clock that is never set
     * @param countedSinceNanos see {@link #countedSinceNanos()}
     */
    Group(GroupLabels labels, long monotonicNanos, long countedSinceNanos) {
        this.labels = labels;
        this.lastMemberNanos = monotonicNanos;
        this.countedSinceNanos = countedSinceNanos;
        this.watchedSinceNanos = countedSinceNanos;
    }

    private static int countersEnd() {
        List<Measure> counters = Measure.of(Measure.Nature.COUNTER);
        return counters.get(counters.size() - 1).ordinal() + 1;
    }

    private static long gaugeBits() {
        long bits = 0;
        for (Measure measure : Measure.values()) {
            switch (measure.nature()) {
                case SUMMED_GAUGE, LARGEST_GAUGE, MOST_IMPORTANT_GAUGE -> bits |= measure.bit();
                case COUNTER, CHILDREN -> {
                }
            }
        }
        return bits;
    }

    public GroupLabels labels() {
        return labels;
    }

    /** Gives it other labels; only those of rules may be others. */
    void relabel(GroupLabels labels) {
        this.labels = labels;
    }

    /** Which rules its labels are those of. */
    int rulesVersion() {
        return rulesVersion;
    }

    void rulesVersion(int version) {
        rulesVersion = version;
    }

    /** Whether a rule says that the threads of its members are told by name. */
    public boolean wantsThreads() {
        return wantsThreads;
    }

    void wantThreads(boolean wanted) {
        wantsThreads = wanted;
    }

    /** Whether it has taken processes that belong to groups that were not made. */
    public boolean takesOthers() {
        return takesOthers;
    }

    void takeOthers() {
        takesOthers = true;
    }

    /** How many members rules say it should have; 0 if they do not say. Such a group is there with or without members. */
    public int expectedProcesses() {
        return expected;
    }

    void expect(int processes) {
        expected = processes;
    }

    /** The number of living members. */
    public int processes() {
        return processes;
    }

    /** The number of members that have ended, but were not yet forgotten by their parents. */
    public int zombies() {
        return zombies;
    }

    public boolean has(Measure measure) {
        return (present & measure.bit()) != 0;
    }

    /** The group's value of a measure, in the measure's unit; only after {@link #has}. */
    public long value(Measure measure) {
        return values[measure.ordinal()];
    }

    /**
     * As {@link #value}, of a counter, without what members had used before the first collection.
     */
    public long valueWatched(Measure counter) {
        long[] first = firstValues;
        return value(counter) - (first == null ? 0 : first[counter.ordinal()]);
    }

    /** A time at which all counters were 0 and since when all that members used is in them, by the source's clock. */
    public long countedSinceNanos() {
        return countedSinceNanos;
    }

    /** The same for {@link #valueWatched}: not before the first collection. */
    public long watchedSinceNanos() {
        return watchedSinceNanos;
    }

    /** Members that were started while the exporter ran. */
    public long starts() {
        return starts;
    }

    /** Members that have ended; not those that went to another group. */
    public long exits() {
        return exits;
    }

    public boolean hasStart() {
        return hasStart;
    }

    /** When the longest-living member was started, by the source's clock; only after {@link #hasStart()}. */
    public long earliestStartNanos() {
        return earliestStartNanos;
    }

    /** Whether there was a window of CPU usage since the group appeared, and the last one can be believed. */
    public boolean hasCpuUsage() {
        return hasCpuUsage;
    }

    /**
     * CPU time of the last window by the time that all logical processors had in it: 0 to 1; only after
     * {@link #hasCpuUsage()}.
     */
    public double cpuUsageRatio() {
        return cpuUsageRatio;
    }

    /** Its members' threads by name; null if it is not broken down. */
    public @Nullable ThreadBreakdown threadBreakdown() {
        return threadBreakdown;
    }

    void threadBreakdown(@Nullable ThreadBreakdown threadBreakdown) {
        this.threadBreakdown = threadBreakdown;
    }

    long lastMemberNanos() {
        return lastMemberNanos;
    }

    /** Forgets gauges and members, before the rows of a new collection are added. */
    void beginCollection() {
        present &= ~GAUGES;
        processes = 0;
        zombies = 0;
        hasStart = false;
    }

    /** Adds growth of a counter; growth of 0 tells that the counter can be read. */
    void addGrowth(Measure counter, long growth) {
        values[counter.ordinal()] += growth;
        present |= counter.bit();
    }

    /** Ends the first collection: what has been added so far was used before it. */
    void rememberFirstValues() {
        firstValues = Arrays.copyOf(values, COUNTERS);
    }

    void addZombie() {
        zombies++;
    }

    void addMember(long startNanos, long monotonicNanos) {
        processes++;
        lastMemberNanos = monotonicNanos;
        if (!hasStart || startNanos < earliestStartNanos) {
            earliestStartNanos = startNanos;
            hasStart = true;
        }
    }

    /** Adds a living member's gauge. */
    void addGauge(Measure gauge, long value, boolean largerPriorityFirst) {
        int index = gauge.ordinal();
        if (!has(gauge)) {
            values[index] = value;
            present |= gauge.bit();
            return;
        }
        switch (gauge.nature()) {
            case SUMMED_GAUGE -> values[index] += value;
            case LARGEST_GAUGE -> values[index] = Math.max(values[index], value);
            case MOST_IMPORTANT_GAUGE -> values[index] = largerPriorityFirst ? Math.max(values[index], value)
                    : Math.min(values[index], value);
            case COUNTER, CHILDREN -> throw new IllegalArgumentException(gauge + " is no gauge");
        }
    }

    /** Tells that what a member used since then, before the group was made, has been added. */
    void countSince(long startNanos) {
        countedSinceNanos = Math.min(countedSinceNanos, startNanos);
    }

    void countStart() {
        starts++;
    }

    void countExit() {
        exits++;
    }

    /** Starts the first window of a group, with all that was credited to it so far left out. */
    void openCpuWindow() {
        windowStartCpuNanos = cpuNanos();
    }

    /**
     * Ends a window and starts the next.
     * <p>
     * Growth of far more than the processors can do was not used in this window: the clock stood while processors went on, or a
     * process could be read for the first time in long. There is no usage then.
     */
    void closeCpuWindow(long windowNanos, int logicalCpus) {
        if (!has(Measure.CPU_USER_NANOS)) {
            return;
        }
        long used = cpuNanos() - windowStartCpuNanos;
        double ratio = (double) used / ((double) windowNanos * logicalCpus);
        hasCpuUsage = ratio <= BELIEVABLE_RATIO;
        cpuUsageRatio = Math.min(1.0, ratio);
        windowStartCpuNanos += used;
    }

    private long cpuNanos() {
        return values[Measure.CPU_USER_NANOS.ordinal()] + values[Measure.CPU_SYSTEM_NANOS.ordinal()];
    }
}
