package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.procfs.ProcPidStatus;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Status files of processes, the dearest file of those that are read: at most once for each process in a collection,
 * whatever asks for it.
 */
final class StatusFiles {

    private final ProcFiles files;
    private final CurrentCollection current;
    private final ProcPidStatus status = new ProcPidStatus();
    private ReadFailure failure = ReadFailure.FAILED;

    StatusFiles(ProcFiles files, CurrentCollection current) {
        this.files = files;
        this.current = current;
    }

    /** Reads the file into what is known of the process, unless this collection has done so. */
    boolean readOnce(KnownProcess process) {
        if (process.statusReadIn == current.number()) {
            return true;
        }
        if (!files.read(process.pid, ProcFiles.STATUS)) {
            failure = files.failure();
            return false;
        }
        if (!status.parse(files.bytes(), files.length())) {
            failure = ReadFailure.MALFORMED;
            return false;
        }
        process.statusReadIn = current.number();
        process.statusUserId = status.effectiveUid();
        process.statusGroupId = status.effectiveGid();
        process.sharedMemoryBytes = status.sharedMemoryBytes();
        process.swapBytes = status.swapBytes();
        process.mainThreadVoluntarySwitches = status.voluntarySwitches();
        process.mainThreadInvoluntarySwitches = status.involuntarySwitches();
        return true;
    }

    /** Why the last reading failed. */
    ReadFailure failure() {
        return failure;
    }
}
