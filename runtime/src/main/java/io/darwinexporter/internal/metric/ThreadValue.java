package io.darwinexporter.internal.metric;

import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.group.NamedThreads;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/** One number that threads of one name have, and from what it is made. */
interface ThreadValue {

    /** What a source must supply for this value to exist. */
    Set<ThreadCounter> needs();

    /** Whether these threads have it. */
    boolean isKnown(NamedThreads threads);

    /** The value, in the unit that its family says; only if it {@linkplain #isKnown is known}. */
    long of(NamedThreads threads, Counting counting);

    /** The number of threads that live. */
    ThreadValue LIVING = new ThreadValue() {
        @Override
        public Set<ThreadCounter> needs() {
            return Set.of();
        }

        @Override
        public boolean isKnown(NamedThreads threads) {
            return true;
        }

        @Override
        public long of(NamedThreads threads, Counting counting) {
            return threads.living();
        }
    };

    /** The sum of some counters; all of them are needed. */
    record SumOf(List<ThreadCounter> counters) implements ThreadValue {

        SumOf(ThreadCounter... counters) {
            this(List.of(counters));
        }

        @Override
        public Set<ThreadCounter> needs() {
            return Set.copyOf(counters);
        }

        @Override
        public boolean isKnown(NamedThreads threads) {
            for (int i = 0; i < counters.size(); i++) {
                if (!threads.has(counters.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long of(NamedThreads threads, Counting counting) {
            long sum = 0;
            for (int i = 0; i < counters.size(); i++) {
                sum += counting.value(threads, counters.get(i));
            }
            return sum;
        }
    }
}
