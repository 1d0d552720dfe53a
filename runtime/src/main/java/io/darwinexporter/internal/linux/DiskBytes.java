package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.procfs.ProcPidIo;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * What processes read from and wrote to storage. Of other users' processes that takes CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH.
 */
final class DiskBytes {

    private final ProcessFiles files;
    private final CurrentCollection current;
    private final ProcPidIo io = new ProcPidIo();

    DiskBytes(ProcessFiles files, CurrentCollection current) {
        this.files = files;
        this.current = current;
    }

    void read(KnownProcess process) {
        // Nobody else reads and writes for a process.
        if (process.ioDenied ? !current.isTurnOf(process) : process.idle) {
            tell(process);
            return;
        }
        if (!files.read(process, ProcessFile.IO)) {
            process.ioDenied = files.failure() == ReadFailure.DENIED;
            current.failed(process, MeasureKind.DISK, files.failure());
            return;
        }
        process.ioDenied = false;
        if (!io.parse(files.bytes(), files.length())) {
            current.failed(process, MeasureKind.DISK, ReadFailure.MALFORMED);
            return;
        }
        process.readBytes = Math.max(process.readBytes, io.readBytes());
        process.writeBytes = Math.max(process.writeBytes, io.writeBytes());
        tell(process);
    }

    /** Tells what was read last. */
    void tell(KnownProcess process) {
        if (process.ioDenied) {
            current.snapshot().deny(process.row);
            return;
        }
        current.set(process, Measure.DISK_READ_BYTES, process.readBytes);
        current.set(process, Measure.DISK_WRITE_BYTES, process.writeBytes);
    }
}
