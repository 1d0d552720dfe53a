package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * {@code /proc/stat}: the host's CPU time since boot; see
 * <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">proc_stat(5)</a>.
 */
public final class ProcStat {

    private static final byte[] CPU = "cpu ".getBytes(US_ASCII);

    private final AsciiCursor cursor = new AsciiCursor();
    private long busyTicks;

    /** Returns false if the first line is not the sum of all processors, whole. */
    public boolean parse(byte[] bytes, int length) {
        cursor.wrap(bytes, 0, length);
        if (!cursor.accept(CPU)) {
            return false;
        }
        long user = cursor.number();
        long nice = cursor.number();
        long system = cursor.number();
        cursor.skipWords(2); // idle and iowait
        long irq = cursor.number();
        long softirq = cursor.number();
        long steal = cursor.number();
        // Guest time is part of user and nice already.
        busyTicks = user + nice + system + irq + softirq + steal;
        int end = cursor.position();
        cursor.nextLine();
        return cursor.position() > end && bytes[cursor.position() - 1] == '\n';
    }

    /** What all processors together did not spend idle or waiting for devices, in clock ticks. */
    public long busyTicks() {
        return busyTicks;
    }
}
