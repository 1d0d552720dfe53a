package io.darwinexporter;

/**
 * A number that is known of processes and their groups, in the unit that its name says; where it says none, a count.
 * <p>
 * Not every platform has every measure: see {@link ProcessCollection#supported()}. Those of which nothing else is said are
 * what living processes hold or do at the moment; a group has the sum. {@code docs/metrics.md} tells where each comes from.
 */
public enum ProcessMeasure {
    /** CPU time in user mode: a total. */
    CPU_USER_NANOS,
    /** CPU time in the kernel: a total. */
    CPU_SYSTEM_NANOS,
    /** Read from storage: a total. */
    DISK_READ_BYTES,
    /** Written to storage: a total. */
    DISK_WRITE_BYTES,
    /** Of all threads: a total. */
    CONTEXT_SWITCHES,
    /** Of all threads, those made to wait for something: a total (Linux). */
    VOLUNTARY_SWITCHES,
    /** Mach system calls: a total (macOS). */
    SYSCALLS_MACH,
    /** Unix system calls: a total (macOS). */
    SYSCALLS_UNIX,
    /** Mach messages: a total (macOS). */
    MESSAGES_SENT,
    /** Mach messages: a total (macOS). */
    MESSAGES_RECEIVED,
    /** Time that threads were runnable and waited for a processor: a total (Linux). */
    RUN_QUEUE_WAIT_NANOS,
    /** Page faults: a total. */
    FAULTS,
    /** Page faults that did not have to wait for storage: a total (Linux). */
    MINOR_FAULTS,
    /** Page faults that had to wait for storage: a total. */
    PAGEINS,
    /** Copy-on-write faults: a total (macOS). */
    COW_FAULTS,
    /** Received by sockets: a total. */
    NET_RECEIVE_BYTES,
    /** Sent by sockets: a total. */
    NET_TRANSMIT_BYTES,
    /** Received by sockets: a total. */
    NET_RECEIVE_PACKETS,
    /** Sent by sockets: a total. */
    NET_TRANSMIT_PACKETS,
    /** TCP segments sent again: a total (Linux). */
    TCP_RETRANSMITS,
    /** A total (macOS). */
    ENERGY_NANOJOULES,
    /** Instructions retired: a total (macOS). */
    INSTRUCTIONS,
    /** Processor cycles: a total (macOS). */
    CYCLES,
    /** Times that an idle processor was woken up: a total (macOS). */
    IDLE_WAKEUPS,
    /** Times that an interrupt woke up a processor: a total (macOS). */
    INTERRUPT_WAKEUPS,

    /** Resident memory; what processes share counts for each of them. */
    RESIDENT_BYTES,
    /** Size of the address space. */
    VIRTUAL_BYTES,
    /** Memory that would be free without the process. */
    FOOTPRINT_BYTES,
    /** Memory that is swapped out (Linux). */
    SWAP_BYTES,
    /** Resident memory, each page divided by the number of processes that share it (Linux, if asked for). */
    PROPORTIONAL_BYTES,
    /** Swapped out memory, each page divided by the number of processes that share it (Linux, if asked for). */
    PROPORTIONAL_SWAP_BYTES,
    /** Open file descriptors. */
    OPEN_DESCRIPTORS,
    /** Open descriptors as a share of the soft limit, in millionths; a group has the largest (Linux). */
    DESCRIPTOR_LIMIT_USED_MILLIONTHS,
    THREADS,
    /** Threads that run or are runnable. */
    THREADS_RUNNING,
    /** Threads that sleep (Linux). */
    THREADS_SLEEPING,
    /** Threads that wait uninterruptibly (Linux). */
    THREADS_WAITING,
    /** Main threads that have ended before their process (Linux). */
    THREADS_ENDED,
    /** Threads in other states (Linux). */
    THREADS_OTHER,
    /** As the kernel gives it; a group has that of the process that the scheduler prefers. */
    PRIORITY
}
