package io.darwinexporter.internal.darwin;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * Puts what the kernel has told of one process into its row: in the units of the snapshot, and only what is wanted.
 */
final class RowWriter {

    private static final TaskCounter[] TASK_COUNTERS = TaskCounter.values();

    /** What of a living process nothing but {@code rusage} tells. */
    private static final Set<Measure> OF_USAGE = Collections.unmodifiableSet(EnumSet.of(Measure.FOOTPRINT_BYTES,
            Measure.PAGEINS, Measure.DISK_READ_BYTES, Measure.DISK_WRITE_BYTES, Measure.ENERGY_NANOJOULES,
            Measure.INSTRUCTIONS, Measure.CYCLES, Measure.IDLE_WAKEUPS, Measure.INTERRUPT_WAKEUPS));

    private final MachTimebase timebase;
    private final @Nullable RusageFlavor flavor;
    private final long wanted;
    private final MeasureKind[] allKinds;
    private final MeasureKind[] usageKinds;

    /**
     * @param wanted the measures that rows are to have
     * @param flavor what the kernel answers about usage with; null if it is not asked
     */
    RowWriter(MachTimebase timebase, @Nullable RusageFlavor flavor, Set<Measure> wanted) {
        this.timebase = timebase;
        this.flavor = flavor;
        long bits = 0;
        for (Measure measure : wanted) {
            bits |= measure.bit();
        }
        this.wanted = bits;
        Set<MeasureKind> all = EnumSet.noneOf(MeasureKind.class);
        Set<MeasureKind> ofUsage = EnumSet.noneOf(MeasureKind.class);
        for (Measure measure : wanted) {
            all.add(measure.kind());
            if (OF_USAGE.contains(measure)) {
                ofUsage.add(measure.kind());
            }
        }
        this.allKinds = all.toArray(MeasureKind[]::new);
        this.usageKinds = ofUsage.toArray(MeasureKind[]::new);
    }

    /** What a living process has used and holds, as its task tells. */
    void task(SnapshotBuffer snapshot, int row, ProcTaskAllInfo task, WidenedCounters counters) {
        set(snapshot, row, Measure.CPU_USER_NANOS, timebase.nanos(task.userTicks()));
        set(snapshot, row, Measure.CPU_SYSTEM_NANOS, timebase.nanos(task.systemTicks()));
        set(snapshot, row, Measure.RESIDENT_BYTES, task.residentBytes());
        set(snapshot, row, Measure.VIRTUAL_BYTES, task.virtualBytes());
        set(snapshot, row, Measure.THREADS, task.threads());
        set(snapshot, row, Measure.THREADS_RUNNING, task.threadsRunning());
        set(snapshot, row, Measure.PRIORITY, task.priority());
        for (TaskCounter counter : TASK_COUNTERS) {
            Measure measure = counter.measure();
            if (!wants(measure)) {
                continue;
            }
            if (counters.advance(counter, task.counter(counter.offset()))) {
                snapshot.set(row, measure, counters.total(counter));
            } else {
                snapshot.countFailure(measure.kind(), ReadFailure.SATURATED);
            }
        }
    }

    /** What a living process has used, as {@code rusage} tells beyond its task. */
    void usage(SnapshotBuffer snapshot, int row, RusageInfo usage) {
        set(snapshot, row, Measure.FOOTPRINT_BYTES, usage.field(RusageInfo.PHYSICAL_FOOTPRINT));
        totals(snapshot, row, usage);
    }

    /** What a process had used when it ended. */
    void lastUse(SnapshotBuffer snapshot, int row, RusageInfo usage) {
        set(snapshot, row, Measure.CPU_USER_NANOS, timebase.nanos(usage.field(RusageInfo.USER_TIME)));
        set(snapshot, row, Measure.CPU_SYSTEM_NANOS, timebase.nanos(usage.field(RusageInfo.SYSTEM_TIME)));
        totals(snapshot, row, usage);
    }

    private void totals(SnapshotBuffer snapshot, int row, RusageInfo usage) {
        set(snapshot, row, Measure.PAGEINS, usage.field(RusageInfo.PAGEINS));
        set(snapshot, row, Measure.IDLE_WAKEUPS, usage.field(RusageInfo.PACKAGE_IDLE_WAKEUPS));
        set(snapshot, row, Measure.INTERRUPT_WAKEUPS, usage.field(RusageInfo.INTERRUPT_WAKEUPS));
        if (flavor == null) {
            return;
        }
        if (flavor.hasChildren()) {
            set(snapshot, row, Measure.REAPED_CHILDREN_CPU_USER_NANOS,
                    timebase.nanos(usage.field(RusageInfo.CHILD_USER_TIME)));
            set(snapshot, row, Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS,
                    timebase.nanos(usage.field(RusageInfo.CHILD_SYSTEM_TIME)));
            set(snapshot, row, Measure.REAPED_CHILDREN_PAGEINS, usage.field(RusageInfo.CHILD_PAGEINS));
        }
        if (flavor.hasDisk()) {
            set(snapshot, row, Measure.DISK_READ_BYTES, usage.field(RusageInfo.DISK_BYTES_READ));
            set(snapshot, row, Measure.DISK_WRITE_BYTES, usage.field(RusageInfo.DISK_BYTES_WRITTEN));
        }
        if (flavor.hasInstructions()) {
            set(snapshot, row, Measure.INSTRUCTIONS, usage.field(RusageInfo.INSTRUCTIONS));
            set(snapshot, row, Measure.CYCLES, usage.field(RusageInfo.CYCLES));
        }
        if (flavor.hasEnergy()) {
            set(snapshot, row, Measure.ENERGY_NANOJOULES, usage.field(RusageInfo.ENERGY_NANOJOULES));
        }
    }

    /** How many descriptors a process has open. */
    void descriptors(SnapshotBuffer snapshot, int row, int open) {
        set(snapshot, row, Measure.OPEN_DESCRIPTORS, open);
    }

    /** Nothing of a process could be read. */
    void countAllFailed(SnapshotBuffer snapshot, ReadFailure failure) {
        count(snapshot, allKinds, failure);
    }

    /** What {@code rusage} tells of a process could not be read. */
    void countUsageFailed(SnapshotBuffer snapshot, ReadFailure failure) {
        count(snapshot, usageKinds, failure);
    }

    private static void count(SnapshotBuffer snapshot, MeasureKind[] kinds, ReadFailure failure) {
        for (MeasureKind kind : kinds) {
            snapshot.countFailure(kind, failure);
        }
    }

    private boolean wants(Measure measure) {
        return (wanted & measure.bit()) != 0;
    }

    /** Values are unsigned: a negative one is what remains of a difference that went wrong in the kernel. */
    private void set(SnapshotBuffer snapshot, int row, Measure measure, long value) {
        if (!wants(measure)) {
            return;
        }
        if (value < 0) {
            snapshot.countFailure(measure.kind(), ReadFailure.MALFORMED);
        } else {
            snapshot.set(row, measure, value);
        }
    }
}
