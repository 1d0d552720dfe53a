package io.darwinexporter.internal.linux.netlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * {@code struct taskstats} of {@code include/uapi/linux/taskstats.h}: what a task, or all tasks of a process together, have
 * used. A window on a buffer, reused.
 *
 * <pre>
 *   0  u16  version
 *   8  u8   ac_flag
 *  16  u64  cpu_count
 *  24  u64  cpu_delay_total        ns
 *  72  u64  cpu_run_virtual_total  ns
 *  80  char ac_comm[32]
 * 120  u32  ac_uid, ac_gid (124), ac_pid (128), ac_ppid (132)
 * 144  u64  ac_etime               us
 * 152  u64  ac_utime, ac_stime (160)  us
 * 168  u64  ac_minflt, ac_majflt (176)
 * 248  u64  read_bytes, write_bytes (256)
 * 272  u64  nvcsw, nivcsw (280)
 * 368  u32  ac_tgid, since version 12
 * 376  u64  ac_tgetime             us, since version 12
 * 392  u64  ac_exe_inode           since version 12
 * </pre>
 *
 * The layout only grows at its end, but for version 15, which put fields into the middle, and kernels of that time which
 * still called it 14; version 16 took them out again. Such messages are taken as unknown.
 */
public final class Taskstats {

    /** The first version that tells when a whole process has ended, and what it ran (Linux 5.19). */
    public static final int VERSION_OF_PROCESS_ENDS = 12;
    private static final int OLDEST_VERSION = 8;
    private static final int DISPLACED_VERSION = 15;
    private static final int BYTES_BEFORE_DISPLACED = 432;
    private static final int BYTES_OF_OLDEST = 328;
    private static final int BYTES_OF_PROCESS_ENDS = 400;
    /** {@code AGROUP} of {@code include/uapi/linux/acct.h}. */
    private static final int WHOLE_PROCESS_ENDED = 0x20;
    private static final int COMMAND_AT = 80;
    private static final int COMMAND_BYTES = 32;
    private static final long NANOS_OF_MICRO = 1000;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int at;
    private int length;

    /**
     * Looks at a structure.
     *
     * @return false if it is too short or its version's layout is not known
     */
    public boolean wrap(ByteBuffer buffer, int at, int length) {
        this.buffer = buffer;
        this.at = at;
        this.length = length;
        return length >= BYTES_OF_OLDEST && version() >= OLDEST_VERSION && !isDisplaced();
    }

    private boolean isDisplaced() {
        return version() == DISPLACED_VERSION
                || version() == DISPLACED_VERSION - 1 && length > BYTES_BEFORE_DISPLACED;
    }

    public int version() {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    /** Whether the fields of version 12 are there. */
    public boolean tellsProcessEnds() {
        return version() >= VERSION_OF_PROCESS_ENDS && length >= BYTES_OF_PROCESS_ENDS;
    }

    /** Whether this task was the last of its process; only after {@link #tellsProcessEnds()}. */
    public boolean isEndOfProcess() {
        return (buffer.get(at + 8) & WHOLE_PROCESS_ENDED) != 0;
    }

    /** How many times a processor was given to it. */
    public long dispatches() {
        return buffer.getLong(at + 16);
    }

    /**
     * How long the task lives, or all living threads of the process together; suspended time left out. 0 for processes before
     * Linux 4.20.
     */
    public long livedNanos() {
        return buffer.getLong(at + 144) * NANOS_OF_MICRO;
    }

    /** Time spent runnable, but waiting for a processor. */
    public long runQueueWaitNanos() {
        return buffer.getLong(at + 24);
    }

    /** Exact time on processors, user and system together. */
    public long runNanos() {
        return buffer.getLong(at + 72);
    }

    /** The command, at most 15 bytes; bytes that are not UTF-8 have become U+FFFD. Creates a string. */
    public String command() {
        int bytes = 0;
        while (bytes < COMMAND_BYTES && buffer.get(at + COMMAND_AT + bytes) != 0) {
            bytes++;
        }
        byte[] command = new byte[bytes];
        buffer.get(at + COMMAND_AT, command);
        return new String(command, UTF_8);
    }

    /** The real user id. */
    public long userId() {
        return Integer.toUnsignedLong(buffer.getInt(at + 120));
    }

    /** The real group id. */
    public long groupId() {
        return Integer.toUnsignedLong(buffer.getInt(at + 124));
    }

    /** The id of the task, not of its process. */
    public int taskId() {
        return buffer.getInt(at + 128);
    }

    /** The id of the task's process; only after {@link #tellsProcessEnds()}. */
    public int processId() {
        return buffer.getInt(at + 368);
    }

    public int parentPid() {
        return buffer.getInt(at + 132);
    }

    /** Time in user mode as sampled by ticks. */
    public long userNanos() {
        return buffer.getLong(at + 152) * NANOS_OF_MICRO;
    }

    /** Time in the kernel as sampled by ticks. */
    public long systemNanos() {
        return buffer.getLong(at + 160) * NANOS_OF_MICRO;
    }

    public long minorFaults() {
        return buffer.getLong(at + 168);
    }

    public long majorFaults() {
        return buffer.getLong(at + 176);
    }

    /** Rounded down to whole KiB. */
    public long readBytes() {
        return buffer.getLong(at + 248);
    }

    /** Rounded down to whole KiB. */
    public long writeBytes() {
        return buffer.getLong(at + 256);
    }

    public long voluntarySwitches() {
        return buffer.getLong(at + 272);
    }

    public long involuntarySwitches() {
        return buffer.getLong(at + 280);
    }

    /** Voluntary and involuntary. */
    public long contextSwitches() {
        return voluntarySwitches() + involuntarySwitches();
    }

    /** How long the process lived, suspended time left out; only after {@link #tellsProcessEnds()}. */
    public long processElapsedNanos() {
        return buffer.getLong(at + 376) * NANOS_OF_MICRO;
    }

    /** Whether the task is the kernel's own, which has no program; only after {@link #tellsProcessEnds()}. */
    public boolean isKernelThread() {
        return buffer.getLong(at + 392) == 0;
    }
}
