package io.darwinexporter.internal.linux;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * The collection that is going on: its number, its snapshot, and what holds for all processes in it. One instance, reused.
 */
final class CurrentCollection {

    /** In light collections, what is dear is read of every so manieth process. */
    private static final int LIGHT_TURNS = 4;

    private final int turns;
    private @Nullable SnapshotBuffer snapshot;
    private long number;
    private long listingStartNanos;
    private boolean swapInUse;
    private boolean light;

    /** @param turns what rarely changes is read again in each such number of collections, of some processes in each */
    CurrentCollection(int turns) {
        this.turns = turns;
    }

    void begin(SnapshotBuffer snapshot, long listingStartNanos) {
        this.snapshot = snapshot;
        this.listingStartNanos = listingStartNanos;
        number++;
        snapshot.begin(listingStartNanos);
    }

    /** What is being filled; only after {@link #begin}. */
    SnapshotBuffer snapshot() {
        return Objects.requireNonNull(snapshot);
    }

    /** From 1 on. */
    long number() {
        return number;
    }

    long listingStartNanos() {
        return listingStartNanos;
    }

    boolean isSwapInUse() {
        return swapInUse;
    }

    void swapInUse(boolean swapInUse) {
        this.swapInUse = swapInUse;
    }

    /** After how many collections it is a process's turn again. */
    int turns() {
        return turns;
    }

    /** Whether it is this process's turn to be looked at more closely. */
    boolean isTurnOf(KnownProcess process) {
        return (number + process.pid) % turns == 0;
    }

    /** Has collections leave out what is dear, of most processes. */
    void lighten(boolean light) {
        this.light = light;
    }

    /** Whether what is dear is left out of this process, in this collection. */
    boolean isLightOf(KnownProcess process) {
        return light && (number + process.pid) % LIGHT_TURNS != 0;
    }

    void set(KnownProcess process, Measure measure, long value) {
        snapshot().set(process.row, measure, value);
    }

    /** Tells the context switches that are known of a process. */
    void setSwitches(KnownProcess process) {
        set(process, Measure.CONTEXT_SWITCHES, process.voluntarySwitches + process.involuntarySwitches);
        set(process, Measure.VOLUNTARY_SWITCHES, process.voluntarySwitches);
    }

    /** Counts a failed read of a process that has a row. */
    void failed(KnownProcess process, MeasureKind kind, ReadFailure failure) {
        snapshot().countFailure(kind, failure);
        if (failure == ReadFailure.DENIED) {
            snapshot().deny(process.row);
        } else {
            process.incomplete = true;
        }
    }
}
