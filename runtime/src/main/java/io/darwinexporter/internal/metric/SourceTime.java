package io.darwinexporter.internal.metric;

import io.darwinexporter.internal.snapshot.SourceDescription;

/** Moments told by the source's clock, as they are shown. */
final class SourceTime {

    private SourceTime() {
    }

    /**
     * Nanoseconds since 1970, without the digits that nobody knows: those below the grain of the source's start times.
     *
     * @param sourceNanos by the source's clock
     */
    static long epochNanos(long sourceNanos, SourceDescription source) {
        long nanos = sourceNanos + source.startTimeOffsetNanos();
        long grain = Math.max(1, source.startTimeResolutionNanos());
        return nanos - Math.floorMod(nanos, grain);
    }
}
