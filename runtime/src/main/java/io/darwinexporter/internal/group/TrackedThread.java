package io.darwinexporter.internal.group;

import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * What is remembered of a thread from one collection to the next: its name, what it is counted in, and the last value of each
 * counter.
 */
final class TrackedThread {

    private final int tid;
    private final long startNanos;
    private final boolean credited;
    private final long[] lastValues = new long[ThreadCounter.COUNT];
    private int lastPresent;
    private String name;
    private ThreadBreakdown breakdown;
    private NamedThreads threads;

    /** @param credited whether all that it did before it was seen counts */
    TrackedThread(int tid, long startNanos, boolean credited, String name, ThreadBreakdown breakdown, NamedThreads threads) {
        this.tid = tid;
        this.startNanos = startNanos;
        this.credited = credited;
        this.name = name;
        this.breakdown = breakdown;
        this.threads = threads;
    }

    int tid() {
        return tid;
    }

    long startNanos() {
        return startNanos;
    }

    String name() {
        return name;
    }

    /** What it is counted in. */
    NamedThreads threads() {
        return threads;
    }

    boolean isIn(ThreadBreakdown breakdown, String name) {
        return this.breakdown == breakdown && this.name.equals(name);
    }

    /** Goes elsewhere, and leaves its past where it was. */
    void join(String name, ThreadBreakdown breakdown, NamedThreads threads) {
        this.name = name;
        this.breakdown = breakdown;
        this.threads = threads;
    }

    /**
     * Counts what a counter has grown.
     * <p>
     * Unlike those of processes, a smaller value is where the next growth counts from. Counters of a thread do not slip: when
     * another thread than the main one calls {@code exec}, it takes over the main one's number and start time, and goes on
     * with counters of its own.
     */
    void advance(ThreadCounter counter, long value) {
        int index = counter.ordinal();
        boolean known = (lastPresent & counter.bit()) != 0;
        long growth = known ? value - lastValues[index] : credited ? value : 0;
        lastPresent |= counter.bit();
        lastValues[index] = value;
        threads.addGrowth(counter, Math.max(0, growth));
    }
}
