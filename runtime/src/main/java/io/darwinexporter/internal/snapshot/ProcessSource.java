package io.darwinexporter.internal.snapshot;

import java.util.Set;

import io.darwinexporter.ProcessFact;

/**
 * Reads the processes of the host: one implementation a platform.
 * <p>
 * Used by one thread at a time. Everything that it opens (descriptors, sockets, threads, native memory) is given back by
 * {@link #close()}.
 */
public interface ProcessSource extends AutoCloseable {

    /** What this source can do; constant. */
    SourceDescription description();

    /**
     * Looks at every process once and writes what it saw into the snapshot, which it {@linkplain SnapshotBuffer#begin begins}
     * itself when it starts to list.
     * <p>
     * A process that ends in between, or may not be read, is no error: it is left out, or has fewer measures, and is counted
     * in the snapshot. In a steady cycle (no process comes or goes) nothing is allocated for each process.
     *
     * @param snapshot filled anew; its content is valid until the next collection
     * @param filter asked for each process whose name is new
     * @throws CollectionFailedException if not even the list of processes could be had; the snapshot, and what the source
     *         knows of processes, are as before then
     */
    void collect(SnapshotBuffer snapshot, ProcessFilter filter) throws CollectionFailedException;

    /**
     * Looks at the threads of some processes, after {@link #collect} and in the same collection. What could not be read is
     * counted in the snapshot that was filled then.
     * <p>
     * In a steady cycle nothing is allocated for each thread. Where {@linkplain SourceDescription#threadCounters() threads
     * cannot be told apart}, nothing is added.
     *
     * @param rows the processes, by their rows; they live and passed the filter
     * @param threads is empty; valid until the next collection
     */
    default void readThreads(RowList rows, ThreadBuffer threads) {
    }

    /**
     * Changes which facts are wanted of those that cost something, from the next collection on and of known processes, too.
     * What is not wanted any more may still be told.
     */
    default void wantFacts(Set<ProcessFact> facts) {
        // A source for which facts cost nothing tells all of them.
    }

    /**
     * Makes the next collections light ones, or whole again. In a light one, what is dear is read of some known processes only,
     * in turn, and told of others as it was: memory, disk and descriptors fall behind by a few collections, and totals take
     * their growth up later. CPU time and who lives are always told as they are.
     */
    default void lighten(boolean light) {
        // A source of which no part is much dearer than another has nothing to leave out.
    }

    @Override
    void close();
}
