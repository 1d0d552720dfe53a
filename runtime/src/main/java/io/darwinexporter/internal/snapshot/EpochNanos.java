package io.darwinexporter.internal.snapshot;

import java.time.Instant;

/** Times of the wall clock as nanoseconds since 1970, which is how collections carry them. */
public final class EpochNanos {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private EpochNanos() {
    }

    public static long now() {
        return of(Instant.now());
    }

    public static long of(Instant time) {
        return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }
}
