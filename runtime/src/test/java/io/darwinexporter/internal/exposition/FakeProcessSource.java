package io.darwinexporter.internal.exposition;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;

/** Plays collections that a test has written down; when they are used up, collecting fails. */
final class FakeProcessSource implements ProcessSource {

    private final SourceDescription description;
    private final Queue<Collection> collections;

    /** What one collection sees. */
    interface Collection {
        void fill(SnapshotBuffer snapshot);
    }

    FakeProcessSource(SourceDescription description, Collection... collections) {
        this.description = description;
        this.collections = new ArrayDeque<>(List.of(collections));
    }

    @Override
    public SourceDescription description() {
        return description;
    }

    @Override
    public void collect(SnapshotBuffer snapshot, ProcessFilter filter) throws CollectionFailedException {
        Collection next = collections.poll();
        if (next == null) {
            throw new CollectionFailedException("the test has no more collections");
        }
        next.fill(snapshot);
    }

    @Override
    public void close() {
    }
}
