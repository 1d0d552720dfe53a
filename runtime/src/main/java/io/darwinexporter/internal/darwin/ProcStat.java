package io.darwinexporter.internal.darwin;

import io.darwinexporter.internal.snapshot.ProcessState;

/**
 * Values of {@code p_stat} ({@code bsd/sys/proc.h}). The kernel gives {@link #RUN} to everything that lives, whether it runs
 * or sleeps, and never assigns {@link #SLEEP}.
 */
final class ProcStat {

    static final int IDLE = 1;
    static final int RUN = 2;
    static final int SLEEP = 3;
    static final int STOP = 4;
    static final int ZOMBIE = 5;

    private ProcStat() {
    }

    /** The state of a process of which nothing but this is known. */
    static ProcessState state(int stat) {
        return switch (stat) {
            case IDLE -> ProcessState.IDLE;
            case SLEEP -> ProcessState.SLEEPING;
            case STOP -> ProcessState.STOPPED;
            case ZOMBIE -> ProcessState.ZOMBIE;
            default -> ProcessState.UNKNOWN;
        };
    }

    /** The state of a process that has so many running or runnable threads. */
    static ProcessState state(int stat, int runningThreads) {
        if (stat == RUN) {
            return runningThreads > 0 ? ProcessState.RUNNING : ProcessState.SLEEPING;
        }
        return state(stat);
    }
}
