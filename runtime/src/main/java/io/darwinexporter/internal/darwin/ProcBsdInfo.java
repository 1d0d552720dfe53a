package io.darwinexporter.internal.darwin;

import java.nio.ByteBuffer;

/**
 * {@code struct proc_bsdinfo}, the answer to {@code PROC_PIDTBSDINFO} and the first part of {@link ProcTaskAllInfo}.
 *
 * <pre>
 * offset type  field
 *   0    u32   pbi_flags
 *   4    u32   pbi_status
 *  12    u32   pbi_pid
 *  48    char  pbi_comm[16]
 *  64    char  pbi_name[32]
 *  96    u32   pbi_nfiles
 * 120    u64   pbi_start_tvsec
 * 128    u64   pbi_start_tvusec
 * 136          size
 * </pre>
 *
 * Source: {@code bsd/sys/proc_info.h}; filled by {@code proc_pidbsdinfo}, {@code bsd/kern/proc_info.c}. A reused view: valid
 * until the memory is written again.
 */
class ProcBsdInfo {

    static final int SIZE = 136;
    static final int FLAGS = 0;
    static final int STATUS = 4;
    static final int PID = 12;
    static final int COMM = 48;
    static final int COMM_SIZE = 16;
    static final int NAME = 64;
    static final int NAME_SIZE = 32;
    static final int FILES = 96;
    static final int START_SECONDS = 120;
    static final int START_MICROS = 128;

    /** The process has called exec since it was forked. */
    static final int FLAG_EXEC = 0x4000;

    private ByteBuffer bytes = ByteBuffer.allocate(SIZE);

    /**
     * Looks at other bytes.
     *
     * @return whether this many can be the structure; nothing may be asked if not
     */
    boolean wrap(ByteBuffer bytes, int length) {
        this.bytes = bytes;
        return length == size() && length <= bytes.capacity();
    }

    int size() {
        return SIZE;
    }

    final ByteBuffer bytes() {
        return bytes;
    }

    final int pid() {
        return bytes.getInt(PID);
    }

    /** One of the {@link ProcStat} values. */
    final int status() {
        return bytes.getInt(STATUS);
    }

    /** Whether exec was called since the fork. */
    final boolean hasExecuted() {
        return (bytes.getInt(FLAGS) & FLAG_EXEC) != 0;
    }

    /** How many descriptors the table of the process has room for, open or not. */
    final int descriptorCapacity() {
        return Math.max(0, bytes.getInt(FILES));
    }

    /** The time of the fork in nanoseconds since 1970, to the microsecond. */
    final long startNanos() {
        return bytes.getLong(START_SECONDS) * 1_000_000_000L + bytes.getLong(START_MICROS) * 1_000L;
    }

    /** The name: of at most 31 bytes, or where there is none the command of at most 15. */
    final String name() {
        boolean hasName = bytes.get(NAME) != 0;
        return hasName ? KernelText.decode(bytes, NAME, NAME_SIZE) : KernelText.decode(bytes, COMM, COMM_SIZE);
    }

    /** The command, of at most 15 bytes. */
    final String comm() {
        return KernelText.decode(bytes, COMM, COMM_SIZE);
    }

    /** Copies the fields {@code pbi_comm} and {@code pbi_name} and tells whether they were others. */
    final boolean updateNames(byte[] copy) {
        return KernelText.update(copy, bytes, COMM);
    }
}
