package io.darwinexporter.internal.group;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * What the threads of a group that have one name have done.
 * <p>
 * Counters are sums of growth, thread by thread, and stay when threads end or take another name.
 */
public final class NamedThreads {

    private final String name;
    private final long[] values = new long[ThreadCounter.COUNT];
    private long @Nullable [] firstValues;
    private int present;
    private int living;
    private long lastLivingNanos;
    private long countedSinceNanos;
    private final long watchedSinceNanos;

    /**
     * @param monotonicNanos the time by a clock that is never set
     * @param countedSinceNanos see {@link #countedSinceNanos()}
     */
    NamedThreads(String name, long monotonicNanos, long countedSinceNanos) {
        this.name = name;
        this.lastLivingNanos = monotonicNanos;
        this.countedSinceNanos = countedSinceNanos;
        this.watchedSinceNanos = countedSinceNanos;
    }

    /** Fit to be a label, and never empty. */
    public String name() {
        return name;
    }

    /** The number of threads that have the name now. */
    public int living() {
        return living;
    }

    public boolean has(ThreadCounter counter) {
        return (present & counter.bit()) != 0;
    }

    /** The value of a counter, in the counter's unit; only after {@link #has}. */
    public long value(ThreadCounter counter) {
        return values[counter.ordinal()];
    }

    /**
     * A time at which all counters were 0 and since when all that threads of the name did is in them, by the source's clock.
     */
    public long countedSinceNanos() {
        return countedSinceNanos;
    }

    /** As {@link #value}, without what threads had done before the first collection. */
    public long valueWatched(ThreadCounter counter) {
        long[] first = firstValues;
        return value(counter) - (first == null ? 0 : first[counter.ordinal()]);
    }

    /** The same as {@link #countedSinceNanos()} for {@link #valueWatched}: not before the first collection. */
    public long watchedSinceNanos() {
        return watchedSinceNanos;
    }

    /** Ends the first collection: what has been added so far was done before it. */
    void rememberFirstValues() {
        firstValues = values.clone();
    }

    long lastLivingNanos() {
        return lastLivingNanos;
    }

    void beginCollection() {
        living = 0;
    }

    void addLiving(long monotonicNanos) {
        living++;
        lastLivingNanos = monotonicNanos;
    }

    /** Adds growth of a counter; growth of 0 tells that the counter can be read. */
    void addGrowth(ThreadCounter counter, long growth) {
        values[counter.ordinal()] += growth;
        present |= counter.bit();
    }

    /** Tells that what a thread did since then has been added. */
    void countSince(long startNanos) {
        countedSinceNanos = Math.min(countedSinceNanos, startNanos);
    }
}
