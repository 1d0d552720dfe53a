package io.darwinexporter.internal.collect;

import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * What is known after a collection. Readable, and unchanging, only while it is lent (see {@link SharedCollection}).
 *
 * @param source the source that was read
 * @param snapshot the rows of the last successful collection; those of processes in a group are neither excluded nor ended
 * @param groups the groups
 * @param report how collecting goes
 */
public record CollectionResult(SourceDescription source, SnapshotBuffer snapshot, GroupTable groups, CollectionReport report) {

    /** The groups; none while they are what a collection left that was {@linkplain CollectionReport#brokenOff() broken off}. */
    @Override
    public GroupTable groups() {
        return report.brokenOff() ? GroupTable.NONE : groups;
    }
}
