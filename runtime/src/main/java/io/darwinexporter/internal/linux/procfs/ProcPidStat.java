package io.darwinexporter.internal.linux.procfs;

/**
 * {@code /proc/PID/stat} and {@code /proc/PID/task/TID/stat}: one line of blank-separated fields, numbered from 1 in
 * <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>. The second, the command, stands
 * in parentheses and may hold any byte, parentheses and line ends too: it reaches to the last {@code )}.
 */
public final class ProcPidStat {

    /** {@code PF_KTHREAD} of {@code include/linux/sched.h}. */
    private static final long KERNEL_THREAD = 0x00200000;
    private static final int FIELDS_FROM_STATE_TO_RSS = 22;
    private static final int FIELDS_FROM_RSS_TO_START_STACK = 3;
    private static final int FIELDS_FROM_RSS_TO_ARG_START = 23;

    private final AsciiCursor cursor = new AsciiCursor();
    private final long[] field = new long[FIELDS_FROM_STATE_TO_RSS + 3];
    private int commandStart;
    private int commandEnd;
    private char state;
    private byte[] bytes = new byte[0];
    private int length;
    private int positionAfterRss;

    /**
     * Reads the fields up to {@code rss}.
     *
     * @return false if there are fewer, or the line has no end
     */
    public boolean parse(byte[] bytes, int length) {
        int open = 0;
        while (open < length && bytes[open] != '(') {
            open++;
        }
        int close = length - 1;
        while (close > open && bytes[close] != ')') {
            close--;
        }
        if (close <= open || close + 2 >= length || !AsciiCursor.endsWithLine(bytes, length)) {
            return false;
        }
        commandStart = open + 1;
        commandEnd = close;
        state = (char) bytes[close + 2];
        cursor.wrap(bytes, close + 3, length);
        for (int number = 4; number <= 24; number++) {
            int before = cursor.skipBlanks().position();
            field[number] = cursor.number();
            if (cursor.position() == before) {
                return false;
            }
        }
        this.bytes = bytes;
        this.length = length;
        positionAfterRss = cursor.position();
        return true;
    }

    /** Where the command begins in the bytes that were parsed. */
    public int commandStart() {
        return commandStart;
    }

    /** Behind the command's last byte. */
    public int commandEnd() {
        return commandEnd;
    }

    /** Field 3, one letter. */
    public char state() {
        return state;
    }

    /** Field 4. */
    public int parentPid() {
        return (int) field[4];
    }

    /** Whether the flags, field 9, say that this is a thread of the kernel. */
    public boolean isKernelThread() {
        return (field[9] & KERNEL_THREAD) != 0;
    }

    /** Field 10. */
    public long minorFaults() {
        return field[10];
    }

    /** Field 11: of children that were waited for. */
    public long childrenMinorFaults() {
        return field[11];
    }

    /** Field 12. */
    public long majorFaults() {
        return field[12];
    }

    /** Field 13: of children that were waited for. */
    public long childrenMajorFaults() {
        return field[13];
    }

    /** Field 14, in clock ticks. */
    public long userTicks() {
        return field[14];
    }

    /** Field 15, in clock ticks. */
    public long systemTicks() {
        return field[15];
    }

    /** Field 16, in clock ticks: of children that were waited for. */
    public long childrenUserTicks() {
        return field[16];
    }

    /** Field 17, in clock ticks: of children that were waited for. */
    public long childrenSystemTicks() {
        return field[17];
    }

    /** Field 18: smaller is more important. */
    public long priority() {
        return field[18];
    }

    /** Field 20. */
    public long threads() {
        return field[20];
    }

    /** Field 22, in clock ticks since the host was started. */
    public long startTicks() {
        return field[22];
    }

    /** Field 23. */
    public long virtualBytes() {
        return field[23];
    }

    /** Field 24, in pages. */
    public long residentPages() {
        return field[24];
    }

    /**
     * Field 28: where the stack begins, a random address that each exec chooses anew and a fork keeps. Read on demand.
     *
     * @return 0 if it is not told: of threads of the kernel, or to those who may not trace the process
     */
    public long stackStart() {
        return cursor.wrap(bytes, positionAfterRss, length).skipWords(FIELDS_FROM_RSS_TO_START_STACK).number();
    }

    /**
     * Fields 48 and 49: the size of the place where the kernel put the command line at exec. Read on demand, as few need it.
     *
     * @return 0 if it is not told: before Linux 3.5, or to those who may not trace the process
     */
    public long argumentBytes() {
        cursor.wrap(bytes, positionAfterRss, length).skipWords(FIELDS_FROM_RSS_TO_ARG_START);
        long start = cursor.number();
        long end = cursor.number();
        return start == 0 || end < start ? 0 : end - start;
    }
}
