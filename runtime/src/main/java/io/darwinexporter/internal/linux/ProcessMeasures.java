package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.SourceSettings;

/** What is told of a process that lives and passed the filter beyond its stat file, as far as it is wanted. */
final class ProcessMeasures implements AutoCloseable {

    private final boolean wantsThreads;
    private final boolean wantsDisk;
    private final boolean wantsMemory;
    private final boolean wantsProportionalMemory;
    private final boolean wantsDescriptors;
    private final CurrentCollection current;
    private final Scheduling scheduling;
    private final StatCounters counters;
    private final RunningThreads threads;
    private final DiskBytes disk;
    private final Footprint footprint;
    private final ProportionalMemory proportionalMemory;
    private final DescriptorCounter descriptors;

    ProcessMeasures(SourceSettings settings, CurrentCollection current, Scheduling scheduling, StatCounters counters,
            RunningThreads threads, DiskBytes disk, Footprint footprint, ProportionalMemory proportionalMemory,
            DescriptorCounter descriptors) {
        wantsThreads = settings.wants(MeasureKind.THREADS);
        wantsDisk = settings.wants(MeasureKind.DISK);
        wantsMemory = settings.wants(MeasureKind.MEMORY);
        wantsProportionalMemory = settings.wants(MeasureKind.PROPORTIONAL_MEMORY);
        wantsDescriptors = settings.wants(MeasureKind.DESCRIPTORS);
        this.current = current;
        this.scheduling = scheduling;
        this.counters = counters;
        this.threads = threads;
        this.disk = disk;
        this.footprint = footprint;
        this.proportionalMemory = proportionalMemory;
        this.descriptors = descriptors;
    }

    /** Reads it and tells it, or, of what is dear and was read before, tells that again if the collection is a light one. */
    void read(KnownProcess process) {
        counters.tellPriority(process);
        scheduling.read(process);
        if (wantsThreads) {
            threads.read(process);
        }
        if (process.measured && current.isLightOf(process)) {
            tellDear(process);
            // Else it would be taken for read whole, should it not run any more.
            process.incomplete = true;
            return;
        }
        readDear(process);
        process.measured = !process.incomplete;
    }

    private void readDear(KnownProcess process) {
        if (wantsDisk) {
            disk.read(process);
        }
        if (process.mainThreadEnded) {
            // What its folder tells of memory and descriptors is the main thread's, which has none any more.
            return;
        }
        if (wantsMemory) {
            footprint.read(process);
        }
        if (wantsProportionalMemory) {
            proportionalMemory.read(process);
        }
        if (wantsDescriptors) {
            descriptors.read(process);
        }
    }

    /** Tells what was read last, of a process that has not run since. */
    void tell(KnownProcess process) {
        counters.tellPriority(process);
        scheduling.tell(process);
        if (wantsThreads) {
            threads.tell(process);
        }
        tellDear(process);
    }

    private void tellDear(KnownProcess process) {
        if (wantsDisk) {
            disk.tell(process);
        }
        if (process.mainThreadEnded) {
            return;
        }
        if (wantsMemory) {
            footprint.tell(process);
        }
        if (wantsProportionalMemory) {
            proportionalMemory.tell(process);
        }
        if (wantsDescriptors) {
            descriptors.tell(process);
        }
    }

    @Override
    public void close() {
        descriptors.close();
    }
}
