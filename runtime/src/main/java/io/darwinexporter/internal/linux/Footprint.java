package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.procfs.ProcPidStatm;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Memory of processes: statm in each collection, and status, at twice its price, only when the footprint may have changed in
 * a way that statm does not tell: at first sight, when resident or shared pages moved, and every n-th collection if the process
 * has run.
 * <p>
 * Footprint is {@code RssAnon + RssShmem + VmSwap}: what would be free if the process ended.
 */
final class Footprint {

    private final ProcessFiles files;
    private final StatusFiles status;
    private final CurrentCollection current;
    private final long pageBytes;
    private final ProcPidStatm statm = new ProcPidStatm();

    Footprint(ProcessFiles files, StatusFiles status, CurrentCollection current, long pageBytes) {
        this.files = files;
        this.status = status;
        this.current = current;
        this.pageBytes = pageBytes;
    }

    void read(KnownProcess process) {
        if (!files.read(process, ProcessFile.STATM)) {
            current.failed(process, MeasureKind.MEMORY, files.failure());
            return;
        }
        if (!statm.parse(files.bytes(), files.length())) {
            current.failed(process, MeasureKind.MEMORY, ReadFailure.MALFORMED);
            return;
        }
        boolean moved = process.residentPages != statm.residentPages() || process.sharedPages != statm.sharedPages();
        process.sizePages = statm.sizePages();
        process.residentPages = statm.residentPages();
        process.sharedPages = statm.sharedPages();
        boolean isStatusDue = process.isStatusOld || moved || process.statusReadIn == 0
                || !process.idle && current.isTurnOf(process);
        if (isStatusDue && !status.readOnce(process)) {
            process.isStatusOld = true;
            current.failed(process, MeasureKind.MEMORY, status.failure());
        } else {
            process.isStatusOld = false;
        }
        tell(process);
    }

    /** Tells what was read last. */
    void tell(KnownProcess process) {
        current.set(process, Measure.VIRTUAL_BYTES, process.sizePages * pageBytes);
        current.set(process, Measure.RESIDENT_BYTES, process.residentPages * pageBytes);
        if (process.statusReadIn > 0) {
            long swapBytes = current.isSwapInUse() ? process.swapBytes : 0;
            long anonymousPages = Math.max(0, process.residentPages - process.sharedPages);
            current.set(process, Measure.SWAP_BYTES, swapBytes);
            current.set(process, Measure.FOOTPRINT_BYTES,
                    anonymousPages * pageBytes + process.sharedMemoryBytes + swapBytes);
        }
    }
}
