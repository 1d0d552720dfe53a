package io.darwinexporter.internal.darwin;

/**
 * The answer to {@code PROC_PIDLISTFDS}: an array of {@code struct proc_fdinfo} (8 bytes: {@code i32 proc_fd},
 * {@code u32 proc_fdtype}), one for each descriptor that is open.
 * <p>
 * Only their number matters here. Without a buffer the call answers with the capacity of the table instead, and with one that
 * is too small it stops silently, so an answer that fills the buffer proves nothing. Source: {@code proc_pidfdlist},
 * {@code bsd/kern/proc_info.c}.
 */
final class ProcFdInfoList {

    static final int RECORD_SIZE = 8;

    /** Descriptors that may be opened between learning the capacity of the table and listing it. */
    private static final int SLACK = 16;

    private ProcFdInfoList() {
    }

    /** How many bytes to ask with for a table that has room for so many descriptors. */
    static int bufferSize(int tableCapacity) {
        long size = ((long) tableCapacity + SLACK) * RECORD_SIZE;
        return (int) Math.min(size, Integer.MAX_VALUE & -RECORD_SIZE);
    }

    /** Whether an answer of so many bytes may lack descriptors for want of room. */
    static boolean mayBeCut(int length, int bufferSize) {
        return length > bufferSize - RECORD_SIZE;
    }

    /** Whether so many bytes can be such an array. */
    static boolean isWhole(int length) {
        return length >= 0 && length % RECORD_SIZE == 0;
    }

    static int count(int length) {
        return length / RECORD_SIZE;
    }
}
