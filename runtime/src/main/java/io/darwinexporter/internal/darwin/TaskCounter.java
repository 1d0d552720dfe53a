package io.darwinexporter.internal.darwin;

import io.darwinexporter.internal.snapshot.Measure;

/**
 * Counters of {@link ProcTaskAllInfo} that have 32 bits. Page-ins have so too, but come from {@link RusageInfo} with 64.
 */
enum TaskCounter {
    FAULTS(Measure.FAULTS, ProcTaskAllInfo.FAULTS),
    COW_FAULTS(Measure.COW_FAULTS, ProcTaskAllInfo.COW_FAULTS),
    MESSAGES_SENT(Measure.MESSAGES_SENT, ProcTaskAllInfo.MESSAGES_SENT),
    MESSAGES_RECEIVED(Measure.MESSAGES_RECEIVED, ProcTaskAllInfo.MESSAGES_RECEIVED),
    SYSCALLS_MACH(Measure.SYSCALLS_MACH, ProcTaskAllInfo.SYSCALLS_MACH),
    SYSCALLS_UNIX(Measure.SYSCALLS_UNIX, ProcTaskAllInfo.SYSCALLS_UNIX),
    CONTEXT_SWITCHES(Measure.CONTEXT_SWITCHES, ProcTaskAllInfo.CONTEXT_SWITCHES);

    private final Measure measure;
    private final int offset;

    TaskCounter(Measure measure, int offset) {
        this.measure = measure;
        this.offset = offset;
    }

    Measure measure() {
        return measure;
    }

    /** Where it stands in {@link ProcTaskAllInfo}. */
    int offset() {
        return offset;
    }
}
