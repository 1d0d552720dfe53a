package io.darwinexporter.internal.group;

import java.time.Duration;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * Which processes may make a group. Others are counted in the group that they belong to if that is there already, else in
 * {@value Group#OTHER} until they may.
 *
 * @param minAge how long a process must have lived
 * @param minMemoryBytes how much resident memory it must have, unless that cannot be read
 */
public record Admission(Duration minAge, long minMemoryBytes) {

    /** Everybody may. */
    public static final Admission OF_ALL = new Admission(Duration.ZERO, 0);

    public Admission {
        if (minAge.isNegative() || minMemoryBytes < 0) {
            throw new IllegalArgumentException("negative: " + minAge + ", " + minMemoryBytes);
        }
    }

    /** Whether the process of a row may make a group now. Where anything is asked of processes, ended ones may not. */
    boolean admits(SnapshotBuffer snapshot, int row) {
        if (minAge.isZero() && minMemoryBytes == 0) {
            return true;
        }
        return snapshot.state(row).isLiving() && isOldEnough(snapshot, row) && isLargeEnough(snapshot, row);
    }

    private boolean isOldEnough(SnapshotBuffer snapshot, int row) {
        return minAge.isZero() || snapshot.listingStartNanos() - snapshot.startNanos(row) >= minAge.toNanos();
    }

    private boolean isLargeEnough(SnapshotBuffer snapshot, int row) {
        return !snapshot.has(row, Measure.RESIDENT_BYTES)
                || snapshot.value(row, Measure.RESIDENT_BYTES) >= minMemoryBytes;
    }
}
