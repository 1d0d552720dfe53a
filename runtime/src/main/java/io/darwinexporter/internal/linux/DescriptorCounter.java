package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Open descriptors and how much of their limit they are.
 * <p>
 * Since Linux 6.2 the size of {@code /proc/PID/fd} is the number of its entries: a quarter of the price of listing them, and
 * it may be asked of any process. Before, the folder is listed.
 */
final class DescriptorCounter implements AutoCloseable {

    private static final int PROBES = 10;
    private static final long MILLION = 1_000_000;

    private final ProcFiles files;
    private final ProcessFiles processFiles;
    private final CurrentCollection current;
    private final boolean bySize;
    private final DescriptorLimits limits;

    /** @param bySize what {@link #isSizeTheCount} found */
    DescriptorCounter(ProcFiles files, ProcessFiles processFiles, CurrentCollection current, boolean bySize,
            DescriptorLimits limits) {
        this.files = files;
        this.processFiles = processFiles;
        this.current = current;
        this.bySize = bySize;
        this.limits = limits;
    }

    /** Whether the size of the folder of descriptors is their number: tried with a process that can be listed. */
    static boolean isSizeTheCount(ProcFiles files, int pid) {
        // Tried several times, as other threads of this process open and close files.
        for (int i = 0; i < PROBES; i++) {
            if (!files.countEntries(pid, ProcFiles.DESCRIPTORS)) {
                return false;
            }
            // Listing this process's own folder opens it, which is one more.
            long entries = files.number() - 1;
            if (files.size(pid, ProcFiles.DESCRIPTORS) && files.number() == entries && entries > 0) {
                return true;
            }
        }
        return false;
    }

    void read(KnownProcess process) {
        if (process.descriptorsDenied && !current.isTurnOf(process)) {
            tell(process);
            return;
        }
        boolean read = bySize ? processFiles.readDescriptorsSize(process)
                : files.countEntries(process.pid, ProcFiles.DESCRIPTORS);
        if (!read) {
            process.descriptorsDenied = files.failure() == ReadFailure.DENIED;
            current.failed(process, MeasureKind.DESCRIPTORS, files.failure());
            return;
        }
        process.descriptorsDenied = false;
        process.openDescriptors = files.number();
        limits.read(process);
        tell(process);
    }

    /** Tells what was read last. */
    void tell(KnownProcess process) {
        if (process.descriptorsDenied || process.limitDenied) {
            current.snapshot().deny(process.row);
        }
        if (process.descriptorsDenied) {
            return;
        }
        current.set(process, Measure.OPEN_DESCRIPTORS, process.openDescriptors);
        if (process.descriptorLimit > 0) {
            current.set(process, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS,
                    process.openDescriptors * MILLION / process.descriptorLimit);
        }
    }

    @Override
    public void close() {
        limits.close();
    }
}
