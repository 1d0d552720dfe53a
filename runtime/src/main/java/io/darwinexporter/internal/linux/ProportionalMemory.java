package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.procfs.ProcPidSmapsRollup;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * What of the memory that processes share falls to each. The kernel walks all pages for it, so this costs more than everything
 * else together. Other users' processes take CAP_SYS_PTRACE.
 */
final class ProportionalMemory {

    private final ProcFiles files;
    private final CurrentCollection current;
    private final ProcPidSmapsRollup rollup = new ProcPidSmapsRollup();

    ProportionalMemory(ProcFiles files, CurrentCollection current) {
        this.files = files;
        this.current = current;
    }

    void read(KnownProcess process) {
        process.proportionalBytes = -1;
        if (!files.read(process.pid, ProcFiles.SMAPS_ROLLUP)) {
            // A thread of the kernel, which has no memory of its own, looks as if it had gone.
            if (files.failure() != ReadFailure.GONE) {
                current.failed(process, MeasureKind.PROPORTIONAL_MEMORY, files.failure());
            }
        } else if (!rollup.parse(files.bytes(), files.length())) {
            current.failed(process, MeasureKind.PROPORTIONAL_MEMORY, ReadFailure.MALFORMED);
        } else {
            process.proportionalBytes = rollup.proportionalBytes();
            process.proportionalSwapBytes = rollup.proportionalSwapBytes();
        }
        tell(process);
    }

    /** Tells what was read last. */
    void tell(KnownProcess process) {
        if (process.proportionalBytes >= 0) {
            current.set(process, Measure.PROPORTIONAL_BYTES, process.proportionalBytes);
            current.set(process, Measure.PROPORTIONAL_SWAP_BYTES, process.proportionalSwapBytes);
        }
    }
}
