package io.darwinexporter.internal.snapshot;

import java.util.Locale;

/**
 * What a process is doing, or that it has ended.
 */
public enum ProcessState {
    /** A thread runs or is runnable. */
    RUNNING,
    SLEEPING,
    /** Uninterruptible: waiting for a device, mostly. */
    WAITING,
    STOPPED,
    /** Has ended, but its parent has not asked for the result yet. No member of its group any more. */
    ZOMBIE,
    IDLE,
    UNKNOWN,
    /** Gone: the row carries its last use and nothing else. Never shown. */
    EXITED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The state's name in labels. */
    public String label() {
        return label;
    }

    /** Whether the process still runs programs: neither a zombie nor gone. */
    public boolean isLiving() {
        return this != ZOMBIE && this != EXITED;
    }
}
