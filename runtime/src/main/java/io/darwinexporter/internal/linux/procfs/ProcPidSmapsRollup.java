package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * {@code /proc/PID/smaps_rollup}, since Linux 4.14: a line about the range of all mappings, and lines of {@code Name: value},
 * in kB, that are sums over them; see
 * <a href="https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html">proc_pid_smaps(5)</a>.
 */
public final class ProcPidSmapsRollup {

    private static final byte[] PSS = "Pss:".getBytes(US_ASCII);
    private static final byte[] SWAP_PSS = "SwapPss:".getBytes(US_ASCII);
    private static final int BYTES_OF_KB = 1024;

    private final AsciiCursor cursor = new AsciiCursor();
    private long proportionalBytes;
    private long proportionalSwapBytes;

    /** Returns false if one of the two lines is missing or has no end. */
    public boolean parse(byte[] bytes, int length) {
        if (!AsciiCursor.endsWithLine(bytes, length)) {
            return false;
        }
        boolean hasResident = false;
        boolean hasSwap = false;
        cursor.wrap(bytes, 0, length);
        while (!cursor.atEnd()) {
            if (cursor.accept(PSS)) {
                proportionalBytes = cursor.number() * BYTES_OF_KB;
                hasResident = true;
            } else if (cursor.accept(SWAP_PSS)) {
                proportionalSwapBytes = cursor.number() * BYTES_OF_KB;
                hasSwap = true;
            }
            cursor.nextLine();
        }
        return hasResident && hasSwap;
    }

    /** {@code Pss}: resident memory, each page divided by the number of processes that share it. */
    public long proportionalBytes() {
        return proportionalBytes;
    }

    /** {@code SwapPss}: the same of memory that is swapped out. */
    public long proportionalSwapBytes() {
        return proportionalSwapBytes;
    }
}
