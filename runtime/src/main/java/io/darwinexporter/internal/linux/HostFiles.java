package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.procfs.MemInfo;
import io.darwinexporter.internal.linux.procfs.ProcStat;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/** What holds for the host as a whole, read once a collection: its CPU time, and whether it has swapped anything out. */
final class HostFiles {

    private final ProcFiles files;
    private final CurrentCollection current;
    private final long tickNanos;
    private final ProcStat stat = new ProcStat();
    private final MemInfo memInfo = new MemInfo();

    HostFiles(ProcFiles files, CurrentCollection current, long tickNanos) {
        this.files = files;
        this.current = current;
        this.tickNanos = tickNanos;
    }

    void readCpu() {
        if (!files.readHost(ProcFiles.HOST_STAT)) {
            current.snapshot().countFailure(MeasureKind.CPU, files.failure());
        } else if (!stat.parse(files.bytes(), files.length())) {
            current.snapshot().countFailure(MeasureKind.CPU, ReadFailure.MALFORMED);
        } else {
            current.snapshot().hostCpuNanos(stat.busyTicks() * tickNanos);
        }
    }

    void readSwap() {
        // Where it cannot be told, processes are asked.
        current.swapInUse(true);
        if (!files.readHost(ProcFiles.HOST_MEMINFO)) {
            current.snapshot().countFailure(MeasureKind.MEMORY, files.failure());
        } else if (!memInfo.parse(files.bytes(), files.length())) {
            current.snapshot().countFailure(MeasureKind.MEMORY, ReadFailure.MALFORMED);
        } else {
            current.swapInUse(memInfo.isSwapInUse());
        }
    }
}
