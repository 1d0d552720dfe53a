package io.darwinexporter.internal.group;

import org.jspecify.annotations.Nullable;

/**
 * Which process: a pid and the time of its start, so that a reused pid is another process.
 */
class ProcessKey {

    private int pid;
    private long startNanos;

    ProcessKey(int pid, long startNanos) {
        this.pid = pid;
        this.startNanos = startNanos;
    }

    final int pid() {
        return pid;
    }

    final long startNanos() {
        return startNanos;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ProcessKey key && key.pid == pid && key.startNanos == startNanos;
    }

    @Override
    public final int hashCode() {
        return pid * 31 + Long.hashCode(startNanos);
    }

    /** A key for looking up only: pointed at one process after the other, so that a look-up makes no garbage. */
    static final class Probe extends ProcessKey {

        Probe() {
            super(0, 0);
        }

        Probe of(int pid, long startNanos) {
            super.pid = pid;
            super.startNanos = startNanos;
            return this;
        }
    }
}
