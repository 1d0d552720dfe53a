package io.darwinexporter.internal.linux.procfs;

/**
 * {@code /proc/PID/schedstat} and {@code /proc/PID/task/TID/schedstat}: three numbers, of that one thread; see
 * <a href="https://www.kernel.org/doc/html/latest/scheduler/sched-stats.html">sched-stats</a>.
 */
public final class ProcPidSchedstat {

    private final AsciiCursor cursor = new AsciiCursor();
    private long runNanos;

    /** Returns false if the line does not begin with a number, or has no end. */
    public boolean parse(byte[] bytes, int length) {
        if (!AsciiCursor.endsWithLine(bytes, length)) {
            return false;
        }
        runNanos = cursor.wrap(bytes, 0, length).number();
        return cursor.position() > 0;
    }

    /** Time on processors; 0 where the kernel does not keep it. */
    public long runNanos() {
        return runNanos;
    }
}
