package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.procfs.ProcPidStat;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.SourceSettings;

/** What the stat file counts: CPU time and faults of a process, and of children that it has waited for. */
final class StatCounters {

    private final CurrentCollection current;
    private final long tickNanos;
    private final boolean wantsCpu;
    private final boolean wantsFaults;
    private final boolean wantsPriority;

    StatCounters(SourceSettings settings, CurrentCollection current, long tickNanos) {
        this.current = current;
        this.tickNanos = tickNanos;
        wantsCpu = settings.wants(MeasureKind.CPU);
        wantsFaults = settings.wants(MeasureKind.FAULTS);
        wantsPriority = settings.wants(MeasureKind.SCHEDULING);
    }

    /** Takes them, and notes whether the process may have run since the last time. */
    void take(KnownProcess process, ProcPidStat stat) {
        long userNanos = Math.max(process.userNanos, stat.userTicks() * tickNanos);
        long systemNanos = Math.max(process.systemNanos, stat.systemTicks() * tickNanos);
        process.mayHaveRun = userNanos != process.userNanos || systemNanos != process.systemNanos || process.mainThreadRuns
                || process.runningThreads != 0;
        process.runTimeTold = false;
        process.userNanos = userNanos;
        process.systemNanos = systemNanos;
        process.minorFaults = Math.max(process.minorFaults, stat.minorFaults());
        process.pageIns = Math.max(process.pageIns, stat.majorFaults());
        process.childrenUserNanos = stat.childrenUserTicks() * tickNanos;
        process.childrenSystemNanos = stat.childrenSystemTicks() * tickNanos;
        process.childrenFaults = stat.childrenMinorFaults() + stat.childrenMajorFaults();
        process.childrenPageIns = stat.childrenMajorFaults();
        process.priority = stat.priority();
    }

    /** Tells what was taken last. */
    void tell(KnownProcess process) {
        if (wantsCpu) {
            current.set(process, Measure.CPU_USER_NANOS, process.userNanos);
            current.set(process, Measure.CPU_SYSTEM_NANOS, process.systemNanos);
        }
        if (wantsFaults) {
            current.set(process, Measure.FAULTS, process.minorFaults + process.pageIns);
            current.set(process, Measure.MINOR_FAULTS, process.minorFaults);
            current.set(process, Measure.PAGEINS, process.pageIns);
        }
        if (process.state.isLiving()) {
            tellChildren(process);
        }
    }

    private void tellChildren(KnownProcess process) {
        if (wantsCpu) {
            current.set(process, Measure.REAPED_CHILDREN_CPU_USER_NANOS, process.childrenUserNanos);
            current.set(process, Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS, process.childrenSystemNanos);
        }
        if (wantsFaults) {
            current.set(process, Measure.REAPED_CHILDREN_FAULTS, process.childrenFaults);
            current.set(process, Measure.REAPED_CHILDREN_PAGEINS, process.childrenPageIns);
        }
    }

    /** Tells the priority of a process that is measured. */
    void tellPriority(KnownProcess process) {
        if (wantsPriority) {
            current.set(process, Measure.PRIORITY, process.priority);
        }
    }
}
