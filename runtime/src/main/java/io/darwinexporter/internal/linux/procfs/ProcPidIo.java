package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * {@code /proc/PID/io}: lines of {@code name: value}; see
 * <a href="https://man7.org/linux/man-pages/man5/proc_pid_io.5.html">proc_pid_io(5)</a>. Of all threads, ended ones too.
 */
public final class ProcPidIo {

    private static final byte[] READ_BYTES = "read_bytes:".getBytes(US_ASCII);
    private static final byte[] WRITE_BYTES = "write_bytes:".getBytes(US_ASCII);

    private final AsciiCursor cursor = new AsciiCursor();
    private long readBytes;
    private long writeBytes;

    /** Returns false if one of the two lines is missing or has no end. */
    public boolean parse(byte[] bytes, int length) {
        if (!AsciiCursor.endsWithLine(bytes, length)) {
            return false;
        }
        boolean hasRead = false;
        boolean hasWrite = false;
        cursor.wrap(bytes, 0, length);
        while (!cursor.atEnd()) {
            if (cursor.accept(READ_BYTES)) {
                readBytes = cursor.number();
                hasRead = true;
            } else if (cursor.accept(WRITE_BYTES)) {
                writeBytes = cursor.number();
                hasWrite = true;
            }
            cursor.nextLine();
        }
        return hasRead && hasWrite;
    }

    /** What was fetched from storage. */
    public long readBytes() {
        return readBytes;
    }

    /** What was sent to storage, or will be: pages made dirty count at once. */
    public long writeBytes() {
        return writeBytes;
    }
}
