package io.darwinexporter.internal.metric;

import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.NamedThreads;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/** From when on the counters of groups, and of their threads, count. */
enum Counting {
    /** With all that processes have used in their lives that were there at the first collection. */
    WHOLE_LIVES {
        @Override
        long value(Group group, Measure counter) {
            return group.value(counter);
        }

        @Override
        long sinceNanos(Group group) {
            return group.countedSinceNanos();
        }

        @Override
        long value(NamedThreads threads, ThreadCounter counter) {
            return threads.value(counter);
        }

        @Override
        long sinceNanos(NamedThreads threads) {
            return threads.countedSinceNanos();
        }
    },
    /** Only what has been used since the first collection. */
    WATCHED {
        @Override
        long value(Group group, Measure counter) {
            return group.valueWatched(counter);
        }

        @Override
        long sinceNanos(Group group) {
            return group.watchedSinceNanos();
        }

        @Override
        long value(NamedThreads threads, ThreadCounter counter) {
            return threads.valueWatched(counter);
        }

        @Override
        long sinceNanos(NamedThreads threads) {
            return threads.watchedSinceNanos();
        }
    };

    /** The value of a counter that the group has. */
    abstract long value(Group group, Measure counter);

    /** A time at which all counters were 0, by the source's clock. */
    abstract long sinceNanos(Group group);

    /** The value of a counter that threads of one name have. */
    abstract long value(NamedThreads threads, ThreadCounter counter);

    /** A time at which all their counters were 0, by the source's clock. */
    abstract long sinceNanos(NamedThreads threads);
}
