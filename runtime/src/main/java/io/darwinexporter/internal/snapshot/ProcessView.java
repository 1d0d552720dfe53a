package io.darwinexporter.internal.snapshot;

import java.time.Instant;
import java.util.List;

import io.darwinexporter.ProcessFacts;

/**
 * A movable window on one row of a snapshot, handed to {@link io.darwinexporter.GroupNamer}. Reused: valid until it is moved.
 */
public final class ProcessView implements ProcessFacts {

    private final SnapshotBuffer snapshot;
    private final long startTimeOffsetNanos;
    private int row;

    public ProcessView(SnapshotBuffer snapshot, long startTimeOffsetNanos) {
        this.snapshot = snapshot;
        this.startTimeOffsetNanos = startTimeOffsetNanos;
    }

    /** Moves the window. */
    public ProcessView wrap(int row) {
        this.row = row;
        return this;
    }

    @Override
    public int pid() {
        return snapshot.pid(row);
    }

    @Override
    public int parentPid() {
        return snapshot.parentPid(row);
    }

    @Override
    public long userId() {
        return snapshot.userId(row);
    }

    @Override
    public long groupId() {
        return snapshot.groupId(row);
    }

    @Override
    public String name() {
        return snapshot.name(row);
    }

    @Override
    public String commandName() {
        return snapshot.description(row).commandName();
    }

    @Override
    public String user() {
        return snapshot.user(row);
    }

    @Override
    public Instant startTime() {
        return Instant.ofEpochSecond(0, snapshot.startNanos(row) + startTimeOffsetNanos);
    }

    @Override
    public List<String> arguments() {
        return snapshot.arguments(row);
    }

    @Override
    public String executable() {
        return snapshot.description(row).executable();
    }

    @Override
    public List<String> controlGroups() {
        return snapshot.description(row).controlGroups();
    }
}
