package io.darwinexporter.internal.metric;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.snapshot.EpochNanos;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * The process that the exporter runs in.
 */
public final class OwnProcess {

    /** The JDK tells the start of a process by a time of boot that is known to the second. */
    private static final long START_TOLERANCE_NANOS = 2_000_000_000L;

    private final ProcessHandle handle = ProcessHandle.current();
    private final @Nullable Instant start = handle.info().startInstant().orElse(null);
    private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();

    /** CPU time of all its threads; negative if the Java runtime does not tell. */
    public long cpuNanos() {
        return system instanceof com.sun.management.OperatingSystemMXBean sun ? sun.getProcessCpuTime() : -1;
    }

    /**
     * Its resident memory; negative unless the source sees this very process.
     *
     * @param result on loan to the caller
     */
    public long residentBytes(CollectionResult result) {
        if (result.report().collections() == 0) {
            return -1;
        }
        SnapshotBuffer snapshot = result.snapshot();
        int row = row(snapshot, result.source());
        return row >= 0 && snapshot.has(row, Measure.RESIDENT_BYTES) ? snapshot.value(row, Measure.RESIDENT_BYTES) : -1;
    }

    /**
     * The pid alone does not tell: where the source reads the processes of another pid namespace, it is another process's.
     */
    private int row(SnapshotBuffer snapshot, SourceDescription source) {
        if (start == null) {
            return -1;
        }
        long startNanos = EpochNanos.of(start) - source.startTimeOffsetNanos();
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.pid(row) == handle.pid() && snapshot.state(row).isLiving()
                    && Math.abs(snapshot.startNanos(row) - startNanos) <= START_TOLERANCE_NANOS) {
                return row;
            }
        }
        return -1;
    }
}
