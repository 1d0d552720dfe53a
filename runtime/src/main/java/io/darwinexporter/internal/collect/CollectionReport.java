package io.darwinexporter.internal.collect;

import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * How collecting goes: what the exporter tells about itself. Totals are since the exporter started.
 * <p>
 * Changed by the collecting thread only, at the end of a collection.
 */
public final class CollectionReport {

    private static final int FAILURES = ReadFailure.values().length;

    /** What became of the processes that the last collection listed. */
    public enum Outcome {
        /** In a group. */
        TRACKED,
        /** Left out by the filter or by the grouping. */
        FILTERED,
        /** In a group, but something of it may not be read. Counted as tracked, too. */
        DENIED,
        /** Listed, and gone when it was to be read. */
        VANISHED,
        /** Ended, but not yet forgotten by its parent. */
        ZOMBIE;

        private final String label = name().toLowerCase(java.util.Locale.ROOT);

        public String label() {
            return label;
        }
    }

    private final int[] processes = new int[Outcome.values().length];
    private final long[] readFailures = new long[MeasureKind.values().length * FAILURES];
    private long collections;
    private long failedCollections;
    private boolean success;
    private long durationNanos;
    private long cpuNanos;
    private long timestampEpochNanos;
    private long lostExits;
    private long namingFailures;
    private boolean hasUnattributedCpuNanos;
    private long unattributedCpuNanos;

    CollectionReport() {
    }

    /** Whether the last collection succeeded; false before the first. */
    public boolean success() {
        return success;
    }

    /** Collections that succeeded. */
    public long collections() {
        return collections;
    }

    /** Collections that failed. */
    public long failedCollections() {
        return failedCollections;
    }

    /** How long the last collection took, failed or not. */
    public long durationNanos() {
        return durationNanos;
    }

    /** CPU time of all collections. */
    public long cpuNanos() {
        return cpuNanos;
    }

    /** When the last successful collection ended, in nanoseconds since 1970; only after {@link #collections()} is not 0. */
    public long timestampEpochNanos() {
        return timestampEpochNanos;
    }

    /** Processes of the last successful collection. */
    public int processes(Outcome outcome) {
        return processes[outcome.ordinal()];
    }

    /** Things that could not be read. */
    public long readFailures(MeasureKind kind, ReadFailure failure) {
        return readFailures[kind.ordinal() * FAILURES + failure.ordinal()];
    }

    /** Exits of processes whose last use the system reported, but could not deliver. */
    public long lostExits() {
        return lostExits;
    }

    /** Times that a {@link io.darwinexporter.GroupNamer} threw. */
    public long namingFailures() {
        return namingFailures;
    }

    /** Whether the host's CPU time is known. */
    public boolean hasUnattributedCpuNanos() {
        return hasUnattributedCpuNanos;
    }

    /** CPU time of the host that no visible process explains. */
    public long unattributedCpuNanos() {
        return unattributedCpuNanos;
    }
}
