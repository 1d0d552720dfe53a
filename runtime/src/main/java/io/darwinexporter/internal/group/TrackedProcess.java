package io.darwinexporter.internal.group;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.rule.RuleMatch;
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

    private Assignment assignment = Assignment.UNDECIDED;
    private @Nullable RuleMatch match;
    private boolean undecided;
    private boolean factsChanged;
    private boolean awaitsAdmission;
    private boolean counted;
    private int row;
    private final int firstParentPid;
    private ProcessDescription description = ProcessDescription.NOTHING;
    private int parentPid;
    private long lastThreads = 1;
    private long seenInCycle;
    private boolean ended;
    private boolean endReported;
    private boolean finalUseKnown;
    private @Nullable ReapedChildren reapedChildren;

    TrackedProcess(int pid, long startNanos, int parentPid, boolean startedWhileRunning) {
        super(pid, startNanos);
        this.firstParentPid = parentPid;
        this.parentPid = parentPid;
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
        return assignment.group();
    }

    /** Its group, and why it is in that one. */
    Assignment assignment() {
        return assignment;
    }

    void assign(Assignment assignment, ProcessDescription description) {
        this.assignment = assignment;
        this.description = description;
        factsChanged = false;
    }

    /** Has its group decided in this collection; returns false if that was asked for already. */
    boolean decideAnew(int row) {
        if (undecided) {
            return false;
        }
        undecided = true;
        this.row = row;
        return true;
    }

    boolean isUndecided() {
        return undecided;
    }

    void decided() {
        undecided = false;
    }

    /** Its row when its group was decided; good for no more than that. */
    int row() {
        return row;
    }

    /** What rules said of it when they were last asked; null if none takes it. */
    @Nullable
    RuleMatch match() {
        return match;
    }

    void match(@Nullable RuleMatch match) {
        this.match = match;
    }

    /** Whether it is not only its parent that may be grouped otherwise now. */
    boolean haveFactsChanged() {
        return factsChanged;
    }

    void factsChanged() {
        factsChanged = true;
    }

    /** Whether it is where it is only until it may make a group. */
    boolean awaitsAdmission() {
        return awaitsAdmission;
    }

    void awaitAdmission(boolean awaits) {
        awaitsAdmission = awaits;
    }

    /** Whether its parent is another than the one it was seen with first, which has ended, therefore. */
    boolean hasOtherParent() {
        return parentPid != firstParentPid;
    }

    /** Returns true the first time. */
    boolean countOnce() {
        boolean first = !counted;
        counted = true;
        return first;
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
