package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;

/**
 * The clock that process start times are told in, CLOCK_BOOTTIME, and its relation to wall time. One instance a thread.
 */
final class Clocks implements AutoCloseable {

    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final int TIMESPEC_BYTES = 16;

    private final NativeBuffer timespec = new NativeBuffer(TIMESPEC_BYTES);

    /** Nanoseconds since the host was started, suspended time included. */
    long sinceBootNanos() {
        return read(LibC.CLOCK_BOOTTIME);
    }

    /** When the host was started, in nanoseconds since 1970, by the wall clock as it is now. */
    long bootTimeEpochNanos() {
        return read(LibC.CLOCK_REALTIME) - read(LibC.CLOCK_BOOTTIME);
    }

    private long read(int clock) {
        // Cannot fail: both clocks exist since Linux 2.6.39, and the address is ours.
        LibC.clock_gettime(clock, timespec.address(0));
        return timespec.bytes().getLong(0) * NANOS_OF_SECOND + timespec.bytes().getLong(8);
    }

    @Override
    public void close() {
        timespec.close();
    }
}
