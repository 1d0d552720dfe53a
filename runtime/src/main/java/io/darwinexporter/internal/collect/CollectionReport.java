package io.darwinexporter.internal.collect;

import java.util.Arrays;
import java.util.Locale;

import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * How collecting goes: what the exporter tells about itself. Totals are since the exporter started.
 * <p>
 * Changed by the collecting thread only, at the end of a collection.
 */
public final class CollectionReport {

    private static final MeasureKind[] KINDS = MeasureKind.values();
    private static final ReadFailure[] FAILURES = ReadFailure.values();

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

        private final String label = name().toLowerCase(Locale.ROOT);

        public String label() {
            return label;
        }
    }

    private final int[] processes = new int[Outcome.values().length];
    private final long[] readFailures = new long[KINDS.length * FAILURES.length];
    private long collections;
    private long failedCollections;
    private boolean success;
    private long durationNanos;
    private long cpuNanos;
    private long timestampEpochNanos;
    private long lostExits;
    private long sockets = -1;
    private long lostNetworkUpdates;
    private long namingFailures;
    private long groupOverflows;
    private boolean lightened;
    private long partlyReadProcesses;
    private boolean hasUnattributedCpuNanos;
    private long unattributedCpuNanos;

    private boolean brokenOff;
    private long refusedAnswers;

    private boolean reloadSuccess = true;
    private long reloadSuccessEpochNanos;

    /**
     * @param epochNanos now: when the configuration was read for the first time
     */
    CollectionReport(long epochNanos) {
        reloadSuccessEpochNanos = epochNanos;
    }

    void reloaded(long epochNanos) {
        reloadSuccess = true;
        reloadSuccessEpochNanos = epochNanos;
    }

    void reloadFailed() {
        reloadSuccess = false;
    }

    void succeeded(long durationNanos, long cpuNanos, long endEpochNanos) {
        success = true;
        collections++;
        timestampEpochNanos = endEpochNanos;
        addCost(durationNanos, cpuNanos);
    }

    void failed(long durationNanos, long cpuNanos) {
        success = false;
        failedCollections++;
        addCost(durationNanos, cpuNanos);
    }

    private void addCost(long durationNanos, long cpuNanos) {
        this.durationNanos = durationNanos;
        this.cpuNanos += cpuNanos;
    }

    /** Takes over what a snapshot tells about itself, after it has been grouped. */
    void count(SnapshotBuffer snapshot) {
        Arrays.fill(processes, 0);
        for (int row = 0; row < snapshot.rows(); row++) {
            count(snapshot, row);
        }
        processes[Outcome.VANISHED.ordinal()] = snapshot.vanished();
        for (MeasureKind kind : KINDS) {
            for (ReadFailure failure : FAILURES) {
                readFailures[index(kind, failure)] += snapshot.failures(kind, failure);
            }
        }
        lostExits += snapshot.lostExits();
        sockets = snapshot.hasSockets() ? snapshot.sockets() : -1;
        lostNetworkUpdates += snapshot.lostNetworkUpdates();
    }

    private void count(SnapshotBuffer snapshot, int row) {
        ProcessState state = snapshot.state(row);
        if (state == ProcessState.ZOMBIE) {
            processes[Outcome.ZOMBIE.ordinal()]++;
        } else if (state == ProcessState.EXITED) {
            return;
        } else if (snapshot.isExcluded(row)) {
            processes[Outcome.FILTERED.ordinal()]++;
        } else {
            processes[Outcome.TRACKED.ordinal()]++;
            if (snapshot.isDenied(row)) {
                processes[Outcome.DENIED.ordinal()]++;
                partlyReadProcesses++;
            }
        }
    }

    void brokenOff(boolean brokenOff) {
        this.brokenOff = brokenOff;
    }

    void refused() {
        refusedAnswers++;
    }

    void namingFailures(long total) {
        namingFailures = total;
    }

    void lightened(boolean lightened) {
        this.lightened = lightened;
    }

    void groupOverflows(long total) {
        groupOverflows = total;
    }

    void unattributedCpuNanos(long total) {
        hasUnattributedCpuNanos = true;
        unattributedCpuNanos = total;
    }

    private static int index(MeasureKind kind, ReadFailure failure) {
        return kind.ordinal() * FAILURES.length + failure.ordinal();
    }

    /**
     * Whether the last collection was broken off halfway, for want of memory: groups are neither as they were before it nor as
     * they will be after the next, and are not shown.
     */
    public boolean brokenOff() {
        return brokenOff;
    }

    /** Answers that were not given, for want of memory. */
    public long refusedAnswers() {
        return refusedAnswers;
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
        return readFailures[index(kind, failure)];
    }

    /** The processes that were counted as {@link Outcome#DENIED}, over all collections. */
    public long partlyReadProcesses() {
        return partlyReadProcesses;
    }

    /** Exits of processes whose last use the system reported, but could not deliver. */
    public long lostExits() {
        return lostExits;
    }

    /** Whether the last successful collection counted the traffic of processes. */
    public boolean hasSockets() {
        return sockets >= 0;
    }

    /** Sockets that are followed; only after {@link #hasSockets()}. */
    public long sockets() {
        return sockets;
    }

    /** Growth of sockets that could not be credited to any process. */
    public long lostNetworkUpdates() {
        return lostNetworkUpdates;
    }

    /** Times that a {@link io.darwinexporter.GroupNamer} threw. */
    public long namingFailures() {
        return namingFailures;
    }

    /** Whether collections took too long, so that the next ones are light. */
    public boolean lightened() {
        return lightened;
    }

    /** Times that a process was counted in the group for all those for which there is no room. */
    public long groupOverflows() {
        return groupOverflows;
    }

    /** Whether the host's CPU time is known. */
    public boolean hasUnattributedCpuNanos() {
        return hasUnattributedCpuNanos;
    }

    /** CPU time of the host that no visible process explains. */
    public long unattributedCpuNanos() {
        return unattributedCpuNanos;
    }

    /** Whether the configuration was good when it was last read; at the start it was. */
    public boolean reloadSuccess() {
        return reloadSuccess;
    }

    /** When the configuration in use was read, in nanoseconds since 1970. */
    public long reloadSuccessEpochNanos() {
        return reloadSuccessEpochNanos;
    }
}
