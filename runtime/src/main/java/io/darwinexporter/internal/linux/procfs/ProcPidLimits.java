package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * {@code /proc/PID/limits}: a table of name, soft limit, hard limit, unit, padded with blanks; see
 * <a href="https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html">proc_pid_limits(5)</a>. Anybody may read it
 * ({@code S_IRUGO}, and {@code proc_pid_limits} in {@code fs/proc/base.c} asks for nothing more).
 */
public final class ProcPidLimits {

    private static final byte[] OPEN_FILES = "Max open files ".getBytes(US_ASCII);
    private static final byte[] UNLIMITED = "unlimited ".getBytes(US_ASCII);

    private final AsciiCursor cursor = new AsciiCursor();
    private long openFiles;

    /** Returns false if the line of open files is missing or the file has no end. */
    public boolean parse(byte[] bytes, int length) {
        if (!AsciiCursor.endsWithLine(bytes, length)) {
            return false;
        }
        cursor.wrap(bytes, 0, length);
        while (!cursor.atEnd()) {
            if (cursor.accept(OPEN_FILES)) {
                return softLimit();
            }
            cursor.nextLine();
        }
        return false;
    }

    private boolean softLimit() {
        if (cursor.skipBlanks().accept(UNLIMITED)) {
            openFiles = -1;
            return true;
        }
        int at = cursor.position();
        openFiles = cursor.number();
        return cursor.position() > at;
    }

    /** The soft limit of descriptors, below 0 if there is none. */
    public long openFiles() {
        return openFiles;
    }
}
