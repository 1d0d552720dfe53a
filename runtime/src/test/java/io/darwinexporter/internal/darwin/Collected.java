package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;

import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * One snapshot, collected anew by {@link #by}, and found in by pid.
 */
final class Collected {

    private final SnapshotBuffer snapshot = new SnapshotBuffer();

    /** Collects; a failure fails the test. */
    Collected by(DarwinProcessSource source) {
        return by(source, ProcessFilter.ALL);
    }

    Collected by(DarwinProcessSource source, ProcessFilter filter) {
        try {
            source.collect(snapshot, filter);
        } catch (CollectionFailedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    SnapshotBuffer snapshot() {
        return snapshot;
    }

    boolean has(int pid) {
        return find(pid) >= 0;
    }

    /** The only row of this pid. */
    int row(int pid) {
        int row = find(pid);
        assertThat(row).as("row of " + pid).isNotNegative();
        return row;
    }

    private int find(int pid) {
        int found = -1;
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.pid(row) == pid) {
                assertThat(found).as("a second row of " + pid).isNegative();
                found = row;
            }
        }
        return found;
    }

    boolean has(int pid, Measure measure) {
        return snapshot.has(row(pid), measure);
    }

    /** All that the row of this pid has. */
    Set<Measure> measured(int pid) {
        Set<Measure> measured = EnumSet.allOf(Measure.class);
        measured.removeIf(measure -> !has(pid, measure));
        return measured;
    }

    long value(int pid, Measure measure) {
        assertThat(has(pid, measure)).as(measure + " of " + pid).isTrue();
        return snapshot.value(row(pid), measure);
    }
}
