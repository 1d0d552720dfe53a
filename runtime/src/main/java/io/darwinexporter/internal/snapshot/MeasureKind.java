package io.darwinexporter.internal.snapshot;

import java.util.Locale;

/**
 * What a {@link Measure} is about. Sources are told which kinds to read and count failed reads by kind.
 */
public enum MeasureKind {
    /** Name, user, start time, command line: what every process has before anything is measured. */
    IDENTITY,
    CPU,
    MEMORY,
    /** What of memory that processes share falls to each. Read only where asked for: it costs more than all else. */
    PROPORTIONAL_MEMORY,
    DISK,
    DESCRIPTORS,
    THREADS,
    /** Priority, context switches, system calls, messages, waiting for a processor. */
    SCHEDULING,
    FAULTS,
    NETWORK,
    ENERGY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The kind's name in labels, configuration and logs. */
    public String label() {
        return label;
    }
}
