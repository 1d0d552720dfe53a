package io.darwinexporter.internal.snapshot;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A thread as a test wants a source to see it.
 */
public final class FakeThread {

    private final int tid;
    private final long startNanos;
    private final @Nullable String name;
    private final Map<ThreadCounter, Long> values = new EnumMap<>(ThreadCounter.class);

    private FakeThread(int tid, long startNanos, @Nullable String name) {
        this.tid = tid;
        this.startNanos = startNanos;
        this.name = name;
    }

    /** A thread without counters. */
    public static FakeThread thread(int tid, long startNanos, String name) {
        return new FakeThread(tid, startNanos, name);
    }

    /** A thread of which nothing new is known. */
    public static FakeThread kept(int tid) {
        return new FakeThread(tid, 0, null);
    }

    public FakeThread with(ThreadCounter counter, long value) {
        values.put(counter, value);
        return this;
    }

    /** User CPU time in nanoseconds, and no system time. */
    public FakeThread cpu(long userNanos) {
        return with(ThreadCounter.CPU_USER_NANOS, userNanos).with(ThreadCounter.CPU_SYSTEM_NANOS, 0);
    }

    void addTo(ThreadBuffer buffer) {
        if (name == null) {
            buffer.keepThread(tid);
            return;
        }
        int thread = buffer.addThread(tid, startNanos, name);
        values.forEach((counter, value) -> buffer.set(thread, counter, value));
    }
}
