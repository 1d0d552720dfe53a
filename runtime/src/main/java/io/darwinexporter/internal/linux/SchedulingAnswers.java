package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.netlink.Taskstats;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * What taskstats has told of a process: the answer that was taken as its own last, and the latest one, of which it may still
 * be open whether it is of this process or of another that has its pid now.
 * <p>
 * Where an answer is the same as one that was taken before files were read, no thread of the process has run since, so that
 * the files would tell the same again.
 */
final class SchedulingAnswers {

    private static final long NONE = -1;
    /** By how much more or less than the time between two questions each thread may have lived between the answers. */
    private static final long SLACK_NANOS = 20_000_000L;

    private long askedIn;
    private long askedNanos;
    private long dispatches;
    private long runNanos;
    private long livedNanos;
    private long voluntarySwitches;
    private long involuntarySwitches;
    private long runQueueWaitNanos;

    private long failedIn;
    private ReadFailure failure = ReadFailure.FAILED;

    private long takenAskedNanos;
    private long takenDispatches = NONE;
    private long takenRunNanos = NONE;
    private long takenLivedNanos;

    /** Notes an answer. */
    void note(Taskstats statistics, long collection, long askedNanos) {
        askedIn = collection;
        this.askedNanos = askedNanos;
        dispatches = statistics.dispatches();
        runNanos = statistics.runNanos();
        livedNanos = statistics.livedNanos();
        voluntarySwitches = statistics.voluntarySwitches();
        involuntarySwitches = statistics.involuntarySwitches();
        runQueueWaitNanos = statistics.runQueueWaitNanos();
    }

    /** Notes that the answer was a refusal. */
    void noteFailure(ReadFailure failure, long collection) {
        failedIn = collection;
        this.failure = failure;
    }

    /** Why there is no answer of that collection. */
    ReadFailure failureOf(long collection) {
        return failedIn == collection ? failure : ReadFailure.FAILED;
    }

    /** Whether there is an answer of that collection. */
    boolean hasAnswerOf(long collection) {
        return askedIn == collection;
    }

    /** Whether an answer has been taken at all. */
    boolean hasTaken() {
        return takenRunNanos != NONE;
    }

    /**
     * Whether the answer proves that this is still the process that an answer was taken of, with as many threads, and that
     * none of them has run since: neither been put on a processor nor used time there, down to the nanosecond. The time that
     * its threads have lived must have grown by the time that has passed, which another process in its place cannot show.
     */
    boolean proveIdle(long threads) {
        if (dispatches != takenDispatches || runNanos != takenRunNanos) {
            return false;
        }
        long expected = threads * (askedNanos - takenAskedNanos);
        return Math.abs(livedNanos - takenLivedNanos - expected) <= threads * SLACK_NANOS;
    }

    /** Whether a thread has used processor time since the answer that was taken last. */
    boolean tellRunTime() {
        return runNanos != takenRunNanos || (takenDispatches != NONE && dispatches != takenDispatches);
    }

    /**
     * Takes the answer as this process's own.
     *
     * @param beforeFiles whether it was given before the files were read: only then it tells of later ones whether they may
     *        differ
     */
    void take(boolean beforeFiles) {
        takenAskedNanos = askedNanos;
        takenRunNanos = runNanos;
        takenLivedNanos = livedNanos;
        takenDispatches = beforeFiles ? dispatches : NONE;
    }

    /** Of the latest answer. */
    long voluntarySwitches() {
        return voluntarySwitches;
    }

    /** Of the latest answer. */
    long involuntarySwitches() {
        return involuntarySwitches;
    }

    /** Of the latest answer. */
    long runQueueWaitNanos() {
        return runQueueWaitNanos;
    }
}
