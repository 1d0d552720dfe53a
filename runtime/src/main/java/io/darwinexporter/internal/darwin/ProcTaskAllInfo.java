package io.darwinexporter.internal.darwin;

/**
 * {@code struct proc_taskallinfo}, the answer to {@code PROC_PIDTASKALLINFO}: {@link ProcBsdInfo}, and the counters of the
 * Mach task behind it.
 *
 * <pre>
 * offset type  field
 * 136    u64   ptinfo.pti_virtual_size, bytes
 * 144    u64   ptinfo.pti_resident_size, bytes
 * 152    u64   ptinfo.pti_total_user, Mach ticks
 * 160    u64   ptinfo.pti_total_system, Mach ticks
 * 188    i32   ptinfo.pti_faults
 * 196    i32   ptinfo.pti_cow_faults
 * 200    i32   ptinfo.pti_messages_sent
 * 204    i32   ptinfo.pti_messages_received
 * 208    i32   ptinfo.pti_syscalls_mach
 * 212    i32   ptinfo.pti_syscalls_unix
 * 216    i32   ptinfo.pti_csw
 * 220    i32   ptinfo.pti_threadnum
 * 224    i32   ptinfo.pti_numrunning
 * 228    i32   ptinfo.pti_priority
 * 232          size
 * </pre>
 *
 * The counters of 32 bits clamp or wrap, see {@link WidenedCounters}. Source: {@code bsd/sys/proc_info.h}; filled by
 * {@code fill_taskprocinfo}, {@code osfmk/kern/bsd_kern.c}.
 */
final class ProcTaskAllInfo extends ProcBsdInfo {

    static final int SIZE = 232;
    static final int VIRTUAL_SIZE = 136;
    static final int RESIDENT_SIZE = 144;
    static final int TOTAL_USER = 152;
    static final int TOTAL_SYSTEM = 160;
    static final int FAULTS = 188;
    static final int COW_FAULTS = 196;
    static final int MESSAGES_SENT = 200;
    static final int MESSAGES_RECEIVED = 204;
    static final int SYSCALLS_MACH = 208;
    static final int SYSCALLS_UNIX = 212;
    static final int CONTEXT_SWITCHES = 216;
    static final int THREADS = 220;
    static final int THREADS_RUNNING = 224;
    static final int PRIORITY = 228;

    @Override
    int size() {
        return SIZE;
    }

    long virtualBytes() {
        return bytes().getLong(VIRTUAL_SIZE);
    }

    long residentBytes() {
        return bytes().getLong(RESIDENT_SIZE);
    }

    long userTicks() {
        return bytes().getLong(TOTAL_USER);
    }

    long systemTicks() {
        return bytes().getLong(TOTAL_SYSTEM);
    }

    int threads() {
        return bytes().getInt(THREADS);
    }

    /** Threads that run or are runnable. */
    int threadsRunning() {
        return bytes().getInt(THREADS_RUNNING);
    }

    /** The base priority of the task; larger is more important. */
    int priority() {
        return bytes().getInt(PRIORITY);
    }

    /** The 32-bit counter at this offset, as it stands. */
    int counter(int offset) {
        return bytes().getInt(offset);
    }
}
