package io.darwinexporter.internal.collect;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.rule.RuleSet;

/**
 * Lends the result of the last collection to whoever asks, and collects anew when it is too old.
 * <p>
 * One lock orders everything: whoever reads a result sees it unchanging, and those who ask while a collection runs wait for
 * it and share it. Readers are expected to take milliseconds: they copy or render, and never wait for a network.
 */
public final class SharedCollection implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final CollectionCycle cycle;
    private final long minAgeNanos;
    /** Written under the lock, read without: a collection that hangs would keep the reader waiting. */
    private volatile boolean running;
    private volatile long runStartNanos;
    private boolean collected;
    private long lastEndNanos;
    private boolean closed;

    /**
     * @param cycle is owned from now on
     * @param minAge results younger than this are as good as new
     */
    public SharedCollection(CollectionCycle cycle, Duration minAge) {
        this.cycle = cycle;
        this.minAgeNanos = minAge.toNanos();
    }

    /** As {@link CollectionCycle#useRules}. */
    public void useRules(RuleSet rules, Set<ProcessFact> facts) {
        cycle.useRules(rules, facts);
    }

    /**
     * Lets collections be lighter when they take longer than this.
     *
     * @param budget zero: they may take as long as they need
     */
    public void budget(Duration budget) {
        lock.lock();
        try {
            cycle.budget(new CollectionBudget(budget));
        } finally {
            lock.unlock();
        }
    }

    /** Makes something of a result that is valid only meanwhile. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(CollectionResult result);
    }

    /**
     * Lends a fresh result: collects first, unless there is one that is younger than the minimum age or that was finished
     * while this call waited.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public <T> T fresh(Reader<T> reader) {
        return freshSince(System.nanoTime(), reader);
    }

    /**
     * As {@link #fresh}, for those who have queued before they could call: lends a result that was fresh at some time after
     * they asked.
     *
     * @param askedNanos when they asked, by {@link System#nanoTime()}
     * @throws IllegalStateException after {@link #close()}
     */
    public <T> T freshSince(long askedNanos, Reader<T> reader) {
        lock.lock();
        try {
            collectUnlessNewerThan(askedNanos);
            return reader.read(cycle.result());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lends the last result, however old.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public <T> T latest(Reader<T> reader) {
        lock.lock();
        try {
            checkOpen();
            return reader.read(cycle.result());
        } finally {
            lock.unlock();
        }
    }

    /** Collects when nobody asks, so that what comes and goes is followed. Does nothing after {@link #close()}. */
    public void collect() {
        long askedNanos = System.nanoTime();
        lock.lock();
        try {
            if (!closed) {
                collectUnlessNewerThan(askedNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whom to ask to give up memory, when a collection has failed, maybe for want of it. By the thread that collects. */
    public void onShortage(Runnable shortage) {
        lock.lock();
        try {
            cycle.onShortage(shortage);
        } finally {
            lock.unlock();
        }
    }

    /** Counts an answer that was not given for want of memory. */
    public void refused(String reason) {
        lock.lock();
        try {
            cycle.refused(reason);
        } finally {
            lock.unlock();
        }
    }

    /** For how long a collection has been running; zero if none is. Does not wait for it. */
    public Duration running() {
        return running ? Duration.ofNanos(System.nanoTime() - runStartNanos) : Duration.ZERO;
    }

    /** Tells whether the configuration, which has been read again, can be used. Waits for a running collection. */
    public void reloaded(boolean success) {
        lock.lock();
        try {
            cycle.reloaded(success);
        } finally {
            lock.unlock();
        }
    }

    private void collectUnlessNewerThan(long askedNanos) {
        checkOpen();
        if (collected && (lastEndNanos - askedNanos >= 0 || System.nanoTime() - lastEndNanos < minAgeNanos)) {
            return;
        }
        runStartNanos = System.nanoTime();
        running = true;
        try {
            cycle.run();
        } finally {
            running = false;
        }
        lastEndNanos = System.nanoTime();
        collected = true;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the exporter has been closed");
        }
    }

    /** Waits for a running collection, then closes the source. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                cycle.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
