package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.linux.procfs.ProcPidLimits;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Soft limits of descriptors, which hardly ever change: read at first sight and when it is a process's turn.
 * <p>
 * {@code prlimit64(2)} is by far the cheaper way, but wants CAP_SYS_RESOURCE for processes whose users or groups are not all
 * this one's, and pids of its own namespace; {@code /proc/PID/limits} wants nothing.
 */
final class DescriptorLimits implements AutoCloseable {

    private static final long NONE = -1;
    /** {@code struct rlimit}: soft and hard limit. */
    private static final int RLIMIT_BYTES = 16;

    private final ProcFiles files;
    private final CurrentCollection current;
    private final boolean asksKernel;
    private final ProcPidLimits limits = new ProcPidLimits();
    private final NativeBuffer limit = new NativeBuffer(RLIMIT_BYTES);

    /** @param asksKernel whether pids of this procfs are those of prlimit, too */
    DescriptorLimits(ProcFiles files, CurrentCollection current, boolean asksKernel) {
        this.files = files;
        this.current = current;
        this.asksKernel = asksKernel;
    }

    void read(KnownProcess process) {
        boolean known = process.descriptorLimit != 0 || process.limitDenied;
        if (known && !current.isTurnOf(process)) {
            return;
        }
        if (asksKernel && LibC.prlimit(process.pid, LibC.RLIMIT_NOFILE, 0, limit.address(0)) == 0) {
            take(process, limit.bytes().getLong(0));
        } else if (!files.read(process.pid, ProcFiles.LIMITS)) {
            failed(process, files.failure());
        } else if (limits.parse(files.bytes(), files.length())) {
            take(process, limits.openFiles());
        } else {
            // The file of a process that has just ended is empty.
            failed(process, files.length() == 0 ? ReadFailure.GONE : ReadFailure.MALFORMED);
        }
    }

    /** A limit of 0 cannot be shared out, and is none that descriptors could be counted against. */
    private static void take(KnownProcess process, long soft) {
        process.descriptorLimit = soft > 0 ? soft : NONE;
        process.limitDenied = false;
    }

    private void failed(KnownProcess process, ReadFailure failure) {
        process.limitDenied = failure == ReadFailure.DENIED;
        current.failed(process, MeasureKind.DESCRIPTORS, failure);
    }

    @Override
    public void close() {
        limit.close();
    }
}
