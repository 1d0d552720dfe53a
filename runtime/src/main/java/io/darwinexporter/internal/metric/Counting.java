package io.darwinexporter.internal.metric;

import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.snapshot.Measure;

/** From when on the counters of groups count. */
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
    };

    /** The value of a counter that the group has. */
    abstract long value(Group group, Measure counter);

    /** A time at which all counters were 0, by the source's clock. */
    abstract long sinceNanos(Group group);
}
