package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.snapshot.ProcessState;

/**
 * Tells which processes have not run since the last collection, before any of their files is read: what is known of them is
 * still so, but for what others can do to them. That is looked for where it matters at once (a parent has ended), and
 * else in their turn, when all is read of any process: memory reclaimed, priorities and limits set by others.
 * <p>
 * A thread that was woken and is waiting for its first moment on a processor is seen as sleeping until it has that.
 */
final class IdleProcesses {

    private final WholeProcesses wholeProcesses;
    private final ProcessTable table;
    private final CurrentCollection current;
    private final ProcessList asked = new ProcessList();

    IdleProcesses(WholeProcesses wholeProcesses, ProcessTable table, CurrentCollection current) {
        this.wholeProcesses = wholeProcesses;
        this.table = table;
        this.current = current;
    }

    /** Asks about all processes of a listing that are known and of which answers may be of use. */
    void ask(PidList pids) {
        for (int i = 0; i < pids.size(); i++) {
            KnownProcess process = table.get(pids.get(i));
            if (process != null && process.state.isLiving() && !process.mainThreadEnded) {
                asked.add(process);
            }
        }
        wholeProcesses.ask(asked);
        asked.clear();
    }

    /** Whether what is known of a process is still so. */
    boolean isIdle(KnownProcess process) {
        return hasNotRun(process) && isParentThere(process);
    }

    private boolean hasNotRun(KnownProcess process) {
        return process.answers.hasAnswerOf(current.number()) && isAtRest(process) && process.answers.proveIdle(process.threads);
    }

    /** Whether it was seen whole, past its first seconds, and with no thread that was on its way to a processor. */
    private static boolean isAtRest(KnownProcess process) {
        return process.settled && !process.incomplete && !process.mainThreadEnded && !process.endReported
                && !process.mainThreadRuns && process.runningThreads <= 0
                && process.state.isLiving() && process.state != ProcessState.UNKNOWN;
    }

    /** Whether its parent lives: else it has been given another without having to run for that. */
    private boolean isParentThere(KnownProcess process) {
        if (process.parentPid == 0) {
            return true;
        }
        KnownProcess parent = table.get(process.parentPid);
        return parent != null && parent.startTicks <= process.startTicks
                && (parent.aliveAtNanos == current.listingStartNanos() || hasNotRun(parent));
    }
}
