package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * {@code /proc/meminfo}: lines of {@code Name: value kB}; see
 * <a href="https://man7.org/linux/man-pages/man5/proc_meminfo.5.html">proc_meminfo(5)</a>.
 */
public final class MemInfo {

    private static final byte[] SWAP_TOTAL = "SwapTotal:".getBytes(US_ASCII);
    private static final byte[] SWAP_FREE = "SwapFree:".getBytes(US_ASCII);

    private final AsciiCursor cursor = new AsciiCursor();
    private boolean swapInUse;

    /** Returns false if one of the two lines is missing or has no end. */
    public boolean parse(byte[] bytes, int length) {
        if (!AsciiCursor.endsWithLine(bytes, length)) {
            return false;
        }
        long total = -1;
        long free = -1;
        cursor.wrap(bytes, 0, length);
        while (!cursor.atEnd()) {
            if (cursor.accept(SWAP_TOTAL)) {
                total = cursor.number();
            } else if (cursor.accept(SWAP_FREE)) {
                free = cursor.number();
            }
            cursor.nextLine();
        }
        swapInUse = total > free;
        return total >= 0 && free >= 0;
    }

    /** Whether anything has been swapped out. */
    public boolean isSwapInUse() {
        return swapInUse;
    }
}
