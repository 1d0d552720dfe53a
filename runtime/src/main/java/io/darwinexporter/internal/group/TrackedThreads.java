package io.darwinexporter.internal.group;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The threads of one process, in the order of their numbers. A collection walks through those that are known while it tells
 * those that live, in the same order; known ones that it passes over have ended.
 */
final class TrackedThreads extends ProcessKey {

    private @Nullable TrackedThread[] threads = new TrackedThread[1];
    private @Nullable TrackedThread[] living = new TrackedThread[1];
    private int size;
    private int livingSize;
    private int position;
    private long seenInCycle;

    TrackedThreads(int pid, long startNanos) {
        super(pid, startNanos);
    }

    int size() {
        return size;
    }

    TrackedThread thread(int index) {
        return Objects.requireNonNull(threads[index]);
    }

    boolean seenIn(long cycle) {
        return seenInCycle == cycle;
    }

    void see(long cycle) {
        seenInCycle = cycle;
    }

    /** Before so many living threads, at most, are looked for and added. */
    void beginCollection(int count) {
        if (count > living.length) {
            living = new TrackedThread[count + count / 2];
        }
        livingSize = 0;
        position = 0;
    }

    /** The known thread of a number that is larger than the one before. */
    @Nullable
    TrackedThread find(int tid) {
        while (position < size && thread(position).tid() < tid) {
            position++;
        }
        return position < size && thread(position).tid() == tid ? thread(position) : null;
    }

    /** Adds a thread that lives. */
    void add(TrackedThread thread) {
        living[livingSize++] = thread;
    }

    /** After the last living thread: those that were not added are forgotten. */
    void endCollection() {
        @Nullable
        TrackedThread[] known = threads;
        threads = living;
        living = known;
        Arrays.fill(living, 0, size, null);
        size = livingSize;
    }
}
