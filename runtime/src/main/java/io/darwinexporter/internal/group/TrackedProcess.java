package io.darwinexporter.internal.group;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessDescription;

/**
 * What is remembered of a process from one collection to the next: its group, and the last value of each total.
 */
final class TrackedProcess extends ProcessKey {

    /** Counters and totals of children stand first in {@link Measure}, so that values need no more room than these. */
    private static final int TOTALS = countTotals();

    private final boolean startedWhileRunning;
    private final long[] lastValues = new long[TOTALS];
    private long lastPresent;

    private @Nullable Group group;
    private ProcessDescription description = ProcessDescription.NOTHING;
    private int parentPid;
    private long lastThreads = 1;
    private long seenInCycle;
    private boolean ended;
    private boolean endReported;
    private boolean finalUseKnown;
    private @Nullable ReapedChildren reapedChildren;

    TrackedProcess(int pid, long startNanos, boolean startedWhileRunning) {
        super(pid, startNanos);
        this.startedWhileRunning = startedWhileRunning;
    }

    private static int countTotals() {
        int count = 0;
        for (Measure measure : Measure.values()) {
            boolean total = measure.nature() == Measure.Nature.COUNTER || measure.nature() == Measure.Nature.CHILDREN;
            if (total && measure.ordinal() != count++) {
                throw new IllegalStateException(measure + " stands behind a gauge");
            }
        }
        return count;
    }

    /** Whether it was born after the collection before the one that showed it first. */
    boolean startedWhileRunning() {
        return startedWhileRunning;
    }

    boolean hasLast(Measure total) {
        return (lastPresent & total.bit()) != 0;
    }

    /** The last value of a total, 0 where there was none. */
    long last(Measure total) {
        return lastValues[total.ordinal()];
    }

    /**
     * Remembers a total.
     * <p>
     * A value below the last one is not taken: sources promise totals that do not fall, so it is a slip of one reading, and
     * to start again from it would count the same use twice.
     *
     * @param creditUnknown whether all of it is growth if there was no value before
     * @return the growth since the last value, at least 0
     */
    long advance(Measure total, long value, boolean creditUnknown) {
        int index = total.ordinal();
        if (!hasLast(total)) {
            lastPresent |= total.bit();
            lastValues[index] = value;
            return creditUnknown ? Math.max(0, value) : 0;
        }
        long growth = value - lastValues[index];
        if (growth <= 0) {
            return 0;
        }
        lastValues[index] = value;
        return growth;
    }

    /** The group it is counted in; null if it is left out. */
    @Nullable
    Group group() {
        return group;
    }

    void join(@Nullable Group group, ProcessDescription description) {
        this.group = group;
        this.description = description;
    }

    /** What was known of it when its group was chosen. */
    ProcessDescription description() {
        return description;
    }

    int parentPid() {
        return parentPid;
    }

    void parentPid(int parentPid) {
        this.parentPid = parentPid;
    }

    /** The number of threads it had when it was last seen, at least 1. */
    long lastThreads() {
        return lastThreads;
    }

    void lastThreads(long threads) {
        lastThreads = Math.max(1, threads);
    }

    boolean seenIn(long cycle) {
        return seenInCycle == cycle;
    }

    void see(long cycle) {
        seenInCycle = cycle;
    }

    /** Whether its end has been counted. */
    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** Whether the system has told that it is gone; it may be listed for a while all the same. */
    boolean endReported() {
        return endReported;
    }

    void reportEnd() {
        endReported = true;
    }

    /** Whether the last values are those at its end: nothing of it is left to be found elsewhere. */
    boolean finalUseKnown() {
        return finalUseKnown;
    }

    void finalUseIsKnown() {
        finalUseKnown = true;
    }

    /** What is known of ended children in this collection; null if there was none yet. */
    @Nullable
    ReapedChildren reapedChildren() {
        return reapedChildren;
    }

    ReapedChildren reapedChildrenOrNew() {
        ReapedChildren children = reapedChildren;
        if (children == null) {
            children = new ReapedChildren();
            reapedChildren = children;
        }
        return children;
    }
}
