package io.darwinexporter.runtime;

import java.util.List;

import io.darwinexporter.internal.snapshot.Measure;

/**
 * A number of a group or of a process, as the data of the page calls it.
 *
 * @param key its name, which ends in the unit; numbers without one are counts
 * @param perUnit how many of the measure's own unit make one
 */
record Figure(String key, Measure measure, double perUnit) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** In the order in which they are told. */
    static final List<Figure> ALL = List.of(
            new Figure("cpuUserSeconds", Measure.CPU_USER_NANOS, NANOS_PER_SECOND),
            new Figure("cpuSystemSeconds", Measure.CPU_SYSTEM_NANOS, NANOS_PER_SECOND),
            of("residentBytes", Measure.RESIDENT_BYTES),
            of("footprintBytes", Measure.FOOTPRINT_BYTES),
            of("swapBytes", Measure.SWAP_BYTES),
            of("openDescriptors", Measure.OPEN_DESCRIPTORS),
            of("threads", Measure.THREADS),
            of("diskReadBytes", Measure.DISK_READ_BYTES),
            of("diskWriteBytes", Measure.DISK_WRITE_BYTES),
            of("netReceiveBytes", Measure.NET_RECEIVE_BYTES),
            of("netTransmitBytes", Measure.NET_TRANSMIT_BYTES),
            of("contextSwitches", Measure.CONTEXT_SWITCHES));

    private static Figure of(String key, Measure measure) {
        return new Figure(key, measure, 1);
    }

    boolean isWhole() {
        return perUnit == 1;
    }
}
