package io.darwinexporter.internal.metric;

import io.darwinexporter.internal.snapshot.SourceDescription;

/** When processes were started, as it is shown. */
final class StartTime {

    private StartTime() {
    }

    /**
     * Nanoseconds since 1970, without the digits that nobody knows: those below the grain of the source's start times.
     *
     * @param startNanos by the source's clock
     */
    static long epochNanos(long startNanos, SourceDescription source) {
        long nanos = startNanos + source.startTimeOffsetNanos();
        long grain = Math.max(1, source.startTimeResolutionNanos());
        return nanos - Math.floorMod(nanos, grain);
    }
}
