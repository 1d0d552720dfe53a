package io.darwinexporter;

/**
 * A total that is known of threads, in the unit that its name says; where it says none, a count.
 */
public enum ThreadMeasure {
    /** CPU time in user mode. */
    CPU_USER_NANOS,
    /** CPU time in the kernel. */
    CPU_SYSTEM_NANOS,
    /** Read from storage. */
    DISK_READ_BYTES,
    /** Written to storage. */
    DISK_WRITE_BYTES,
    /** Page faults that were served without reading from storage. */
    MINOR_FAULTS,
    /** Page faults that had to wait for storage. */
    MAJOR_FAULTS,
    /** Context switches because a thread waited for something. */
    VOLUNTARY_SWITCHES,
    /** Context switches because another thread was to run. */
    INVOLUNTARY_SWITCHES
}
