package io.darwinexporter.internal.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * One number that a source can tell of a process.
 * <p>
 * Values are {@code long} in the unit that the name says; where it says none they are counts. Platform units (Mach ticks,
 * clock ticks, pages, kB) never get this far. A {@linkplain Nature#COUNTER counter} is a lifetime total of the process that
 * a source delivers as a number of 64 bits which does not fall (32-bit kernel counters are widened by the source); a gauge
 * is the state at the moment of reading.
 * <p>
 * At most 64 of them: a row keeps which ones it has in one {@code long}.
 */
public enum Measure {
    CPU_USER_NANOS(MeasureKind.CPU, Nature.COUNTER),
    CPU_SYSTEM_NANOS(MeasureKind.CPU, Nature.COUNTER),
    DISK_READ_BYTES(MeasureKind.DISK, Nature.COUNTER),
    DISK_WRITE_BYTES(MeasureKind.DISK, Nature.COUNTER),
    /** Voluntary and involuntary, over all threads, ended ones too. */
    CONTEXT_SWITCHES(MeasureKind.SCHEDULING, Nature.COUNTER),
    /** Those of the context switches that threads made to wait for something; told whenever all of them are, or never. */
    VOLUNTARY_SWITCHES(MeasureKind.SCHEDULING, Nature.COUNTER),
    SYSCALLS_MACH(MeasureKind.SCHEDULING, Nature.COUNTER),
    SYSCALLS_UNIX(MeasureKind.SCHEDULING, Nature.COUNTER),
    MESSAGES_SENT(MeasureKind.SCHEDULING, Nature.COUNTER),
    MESSAGES_RECEIVED(MeasureKind.SCHEDULING, Nature.COUNTER),
    /** Time that threads were runnable and waited for a processor. */
    RUN_QUEUE_WAIT_NANOS(MeasureKind.SCHEDULING, Nature.COUNTER),
    FAULTS(MeasureKind.FAULTS, Nature.COUNTER),
    /** Those of the faults that did not have to read from storage. */
    MINOR_FAULTS(MeasureKind.FAULTS, Nature.COUNTER),
    PAGEINS(MeasureKind.FAULTS, Nature.COUNTER),
    COW_FAULTS(MeasureKind.FAULTS, Nature.COUNTER),
    NET_RECEIVE_BYTES(MeasureKind.NETWORK, Nature.COUNTER),
    NET_TRANSMIT_BYTES(MeasureKind.NETWORK, Nature.COUNTER),
    NET_RECEIVE_PACKETS(MeasureKind.NETWORK, Nature.COUNTER),
    NET_TRANSMIT_PACKETS(MeasureKind.NETWORK, Nature.COUNTER),
    TCP_RETRANSMITS(MeasureKind.NETWORK, Nature.COUNTER),
    ENERGY_NANOJOULES(MeasureKind.ENERGY, Nature.COUNTER),
    INSTRUCTIONS(MeasureKind.ENERGY, Nature.COUNTER),
    CYCLES(MeasureKind.ENERGY, Nature.COUNTER),
    IDLE_WAKEUPS(MeasureKind.ENERGY, Nature.COUNTER),
    INTERRUPT_WAKEUPS(MeasureKind.ENERGY, Nature.COUNTER),
    /**
     * What children that were waited for had used, descendants of theirs included. No family shows it: its growth tells what
     * children used between the last look at them and their end.
     */
    REAPED_CHILDREN_CPU_USER_NANOS(MeasureKind.CPU, Nature.CHILDREN),
    REAPED_CHILDREN_CPU_SYSTEM_NANOS(MeasureKind.CPU, Nature.CHILDREN),
    REAPED_CHILDREN_FAULTS(MeasureKind.FAULTS, Nature.CHILDREN),
    REAPED_CHILDREN_PAGEINS(MeasureKind.FAULTS, Nature.CHILDREN),

    RESIDENT_BYTES(MeasureKind.MEMORY, Nature.SUMMED_GAUGE),
    VIRTUAL_BYTES(MeasureKind.MEMORY, Nature.SUMMED_GAUGE),
    FOOTPRINT_BYTES(MeasureKind.MEMORY, Nature.SUMMED_GAUGE),
    SWAP_BYTES(MeasureKind.MEMORY, Nature.SUMMED_GAUGE),
    /** Resident memory, each page divided by the number of processes that share it. */
    PROPORTIONAL_BYTES(MeasureKind.PROPORTIONAL_MEMORY, Nature.SUMMED_GAUGE),
    PROPORTIONAL_SWAP_BYTES(MeasureKind.PROPORTIONAL_MEMORY, Nature.SUMMED_GAUGE),
    OPEN_DESCRIPTORS(MeasureKind.DESCRIPTORS, Nature.SUMMED_GAUGE),
    /** Open descriptors as a share of the soft limit, in millionths. */
    DESCRIPTOR_LIMIT_USED_MILLIONTHS(MeasureKind.DESCRIPTORS, Nature.LARGEST_GAUGE),
    THREADS(MeasureKind.THREADS, Nature.SUMMED_GAUGE),
    /** Threads that run or are runnable. */
    THREADS_RUNNING(MeasureKind.THREADS, Nature.SUMMED_GAUGE),
    THREADS_SLEEPING(MeasureKind.THREADS, Nature.SUMMED_GAUGE),
    /** Threads that wait uninterruptibly. */
    THREADS_WAITING(MeasureKind.THREADS, Nature.SUMMED_GAUGE),
    /** Threads that have ended before their process: main threads. */
    THREADS_ENDED(MeasureKind.THREADS, Nature.SUMMED_GAUGE),
    /** Threads that are stopped, or whose state has no name here. */
    THREADS_OTHER(MeasureKind.THREADS, Nature.SUMMED_GAUGE),
    /** As the kernel gives it; whether larger or smaller matters more is told by {@link SourceDescription}. */
    PRIORITY(MeasureKind.SCHEDULING, Nature.MOST_IMPORTANT_GAUGE);

    /** How the values of a measure become one value of a group. */
    public enum Nature {
        /** A total that grows: groups add up its growth, process by process. */
        COUNTER,
        /** A total like a counter, of what others used: never added to a group as it is. */
        CHILDREN,
        /** Groups show the sum over living members. */
        SUMMED_GAUGE,
        /** Groups show the largest value of a living member. */
        LARGEST_GAUGE,
        /** Groups show the value of the member that the scheduler prefers. */
        MOST_IMPORTANT_GAUGE
    }

    /** The number of measures. */
    public static final int COUNT = values().length;

    private final MeasureKind kind;
    private final Nature nature;
    private final long bit = 1L << ordinal();

    Measure(MeasureKind kind, Nature nature) {
        this.kind = kind;
        this.nature = nature;
    }

    public MeasureKind kind() {
        return kind;
    }

    public Nature nature() {
        return nature;
    }

    /** This measure's bit in a set of measures that is kept as a {@code long}. */
    public long bit() {
        return bit;
    }

    /** All measures of that nature, in order. */
    public static List<Measure> of(Nature nature) {
        List<Measure> found = new ArrayList<>();
        for (Measure measure : values()) {
            if (measure.nature == nature) {
                found.add(measure);
            }
        }
        return List.copyOf(found);
    }
}
