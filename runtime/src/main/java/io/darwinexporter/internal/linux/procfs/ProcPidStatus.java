package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * {@code /proc/PID/status} and {@code /proc/PID/task/TID/status}: lines of {@code Name: value}; see
 * <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>. The name in its first line
 * cannot forge others: the kernel escapes line ends in it.
 */
public final class ProcPidStatus {

    private static final byte[] STATE = "State:".getBytes(US_ASCII);
    private static final byte[] UID = "Uid:".getBytes(US_ASCII);
    private static final byte[] GID = "Gid:".getBytes(US_ASCII);
    private static final byte[] RSS_SHMEM = "RssShmem:".getBytes(US_ASCII);
    private static final byte[] VM_SWAP = "VmSwap:".getBytes(US_ASCII);
    private static final byte[] VOLUNTARY = "voluntary_ctxt_switches:".getBytes(US_ASCII);
    private static final byte[] INVOLUNTARY = "nonvoluntary_ctxt_switches:".getBytes(US_ASCII);
    private static final int BYTES_OF_KB = 1024;

    private final AsciiCursor cursor = new AsciiCursor();
    private char state;
    private long effectiveUid;
    private long effectiveGid;
    private boolean hasSharedMemory;
    private long sharedMemoryBytes;
    private long swapBytes;
    private long voluntarySwitches;
    private long involuntarySwitches;

    /** Returns false if the lines that every task has are not all there, which end with the context switches. */
    public boolean parse(byte[] bytes, int length) {
        if (!AsciiCursor.endsWithLine(bytes, length)) {
            return false;
        }
        int found = 0;
        hasSharedMemory = false;
        sharedMemoryBytes = 0;
        swapBytes = 0;
        voluntarySwitches = 0;
        involuntarySwitches = 0;
        cursor.wrap(bytes, 0, length);
        while (!cursor.atEnd()) {
            found += line();
            cursor.nextLine();
        }
        return found == 5;
    }

    /** Reads one line. Returns 1 if it is one that every task has. */
    private int line() {
        switch (cursor.peek()) {
            case 'S':
                if (cursor.accept(STATE)) {
                    state = (char) cursor.skipBlanks().peek();
                    return 1;
                }
                return 0;
            case 'U':
                if (cursor.accept(UID)) {
                    effectiveUid = second();
                    return 1;
                }
                return 0;
            case 'G':
                if (cursor.accept(GID)) {
                    effectiveGid = second();
                    return 1;
                }
                return 0;
            case 'R':
                if (cursor.accept(RSS_SHMEM)) {
                    sharedMemoryBytes = cursor.number() * BYTES_OF_KB;
                    hasSharedMemory = true;
                }
                return 0;
            case 'V':
                if (cursor.accept(VM_SWAP)) {
                    swapBytes = cursor.number() * BYTES_OF_KB;
                }
                return 0;
            case 'v':
                if (cursor.accept(VOLUNTARY)) {
                    voluntarySwitches = cursor.number();
                    return 1;
                }
                return 0;
            case 'n':
                if (cursor.accept(INVOLUNTARY)) {
                    involuntarySwitches = cursor.number();
                    return 1;
                }
                return 0;
            default:
                return 0;
        }
    }

    /** The second of several numbers: real, effective, saved, file system. */
    private long second() {
        cursor.number();
        return cursor.number();
    }

    /** One letter, as in {@link ProcPidStat#state()}. */
    public char state() {
        return state;
    }

    public long effectiveUid() {
        return effectiveUid;
    }

    public long effectiveGid() {
        return effectiveGid;
    }

    /** Whether {@code RssShmem} is told: since Linux 4.5, and only of processes that have memory. */
    public boolean hasSharedMemory() {
        return hasSharedMemory;
    }

    /** {@code RssShmem}; 0 where it is not told. */
    public long sharedMemoryBytes() {
        return sharedMemoryBytes;
    }

    /** {@code VmSwap}; 0 where it is not told. */
    public long swapBytes() {
        return swapBytes;
    }

    /** Of this thread alone, which is the main thread in the file of a process: it waited for something. */
    public long voluntarySwitches() {
        return voluntarySwitches;
    }

    /** Of this thread alone: another was to run. */
    public long involuntarySwitches() {
        return involuntarySwitches;
    }
}
