package io.darwinexporter.internal.darwin;

import java.nio.ByteBuffer;

/**
 * The answer to {@code sysctl KERN_PROC_ALL}: an array of {@code struct kinfo_proc}, one for each process, zombies included.
 *
 * <pre>
 * offset type  field
 *   0    i64   kp_proc.p_un.__p_starttime.tv_sec
 *   8    i32   kp_proc.p_un.__p_starttime.tv_usec
 *  36    i8    kp_proc.p_stat
 *  40    i32   kp_proc.p_pid
 * 243    char  kp_proc.p_comm[17]
 * 420    u32   kp_eproc.e_ucred.cr_uid, effective
 * 428    u32   kp_eproc.e_ucred.cr_groups[0], effective
 * 560    i32   kp_eproc.e_ppid
 * 648          size
 * </pre>
 *
 * Source: {@code bsd/sys/sysctl.h}, {@code bsd/sys/proc.h}; filled by {@code sysctl_prochandle},
 * {@code bsd/kern/kern_sysctl.c},
 * for processes of all users without any permission. A reused view: valid until the memory is written again.
 */
final class KinfoProcList {

    static final int SIZE = 648;
    static final int START_SECONDS = 0;
    static final int START_MICROS = 8;
    static final int STAT = 36;
    static final int PID = 40;
    static final int COMM = 243;
    static final int COMM_SIZE = 17;
    static final int UID = 420;
    static final int GROUP = 428;
    static final int PPID = 560;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int count;

    /**
     * Looks at other bytes.
     *
     * @return whether they can be an array of these records
     */
    boolean wrap(ByteBuffer bytes, int length) {
        this.bytes = bytes;
        boolean whole = length >= 0 && length <= bytes.capacity() && length % SIZE == 0;
        count = whole ? length / SIZE : 0;
        return whole;
    }

    int count() {
        return count;
    }

    int pid(int index) {
        return bytes.getInt(index * SIZE + PID);
    }

    int parentPid(int index) {
        return bytes.getInt(index * SIZE + PPID);
    }

    /** The effective user. */
    long userId(int index) {
        return Integer.toUnsignedLong(bytes.getInt(index * SIZE + UID));
    }

    /** The effective group of users. */
    long groupId(int index) {
        return Integer.toUnsignedLong(bytes.getInt(index * SIZE + GROUP));
    }

    /** The time of the fork in nanoseconds since 1970, to the microsecond. */
    long startNanos(int index) {
        return bytes.getLong(index * SIZE + START_SECONDS) * 1_000_000_000L
                + bytes.getInt(index * SIZE + START_MICROS) * 1_000L;
    }

    /** One of the {@link ProcStat} values. */
    int stat(int index) {
        return bytes.get(index * SIZE + STAT);
    }

    /** The first 16 bytes of the name. */
    String comm(int index) {
        return KernelText.decode(bytes, index * SIZE + COMM, COMM_SIZE);
    }

    /** The name as {@code pbi_comm} has it: one byte less than {@link #comm}. */
    String shortComm(int index) {
        return KernelText.decode(bytes, index * SIZE + COMM, ProcBsdInfo.COMM_SIZE - 1);
    }

    /** Copies the field {@code p_comm} and tells whether it was another. */
    boolean updateComm(int index, byte[] copy) {
        return KernelText.update(copy, bytes, index * SIZE + COMM);
    }
}
