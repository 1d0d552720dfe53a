package io.darwinexporter.internal.snapshot;

/**
 * One total that a source can tell of a single thread, in the unit that the name says; where it says none, a count. Of the
 * thread's own life: what other threads of its process did, living or ended, is not in it.
 */
public enum ThreadCounter {
    CPU_USER_NANOS(MeasureKind.CPU),
    CPU_SYSTEM_NANOS(MeasureKind.CPU),
    DISK_READ_BYTES(MeasureKind.DISK),
    DISK_WRITE_BYTES(MeasureKind.DISK),
    /** Page faults that were served without reading from storage. */
    MINOR_FAULTS(MeasureKind.FAULTS),
    /** Page faults that had to read from storage. */
    MAJOR_FAULTS(MeasureKind.FAULTS),
    VOLUNTARY_SWITCHES(MeasureKind.SCHEDULING),
    INVOLUNTARY_SWITCHES(MeasureKind.SCHEDULING);

    /** The number of counters. */
    public static final int COUNT = values().length;

    private final MeasureKind kind;
    private final int bit = 1 << ordinal();

    ThreadCounter(MeasureKind kind) {
        this.kind = kind;
    }

    public MeasureKind kind() {
        return kind;
    }

    /** This counter's bit in a set of counters that is kept as an {@code int}. */
    public int bit() {
        return bit;
    }
}
