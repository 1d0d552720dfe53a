package io.darwinexporter.internal.metric;

import java.util.Set;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.snapshot.Measure;

/** One number that a group has, and from what it is made. */
interface GroupValue {

    /** What a source must supply for this value to exist. */
    Set<Measure> needs();

    /** Whether the group has it. */
    boolean isKnown(Group group);

    /**
     * The value, in the unit that its family says; only if it {@linkplain #isKnown is known}.
     *
     * @param result what the group is part of
     */
    long of(Group group, Counting counting, CollectionResult result);

    /**
     * The sum, or whatever its nature says, of a measure. A group without members has none of what living processes hold: that
     * is known to be 0. Which of its members is the most important cannot be told then.
     */
    record OfMeasure(Measure measure) implements GroupValue {

        @Override
        public Set<Measure> needs() {
            return Set.of(measure);
        }

        @Override
        public boolean isKnown(Group group) {
            return group.has(measure) || isNothingHeld(group);
        }

        @Override
        public long of(Group group, Counting counting, CollectionResult result) {
            if (!group.has(measure)) {
                return 0;
            }
            return measure.nature() == Measure.Nature.COUNTER ? counting.value(group, measure) : group.value(measure);
        }

        private boolean isNothingHeld(Group group) {
            return group.processes() == 0 && switch (measure.nature()) {
                case SUMMED_GAUGE, LARGEST_GAUGE -> true;
                case COUNTER, CHILDREN, MOST_IMPORTANT_GAUGE -> false;
            };
        }
    }

    /**
     * What is left of a counter without a part of it. The part is told whenever the whole is, and grows no faster.
     */
    record Rest(Measure whole, Measure part) implements GroupValue {

        @Override
        public Set<Measure> needs() {
            return Set.of(whole, part);
        }

        @Override
        public boolean isKnown(Group group) {
            return group.has(whole) && group.has(part);
        }

        @Override
        public long of(Group group, Counting counting, CollectionResult result) {
            return counting.value(group, whole) - counting.value(group, part);
        }
    }

    /** What living members hold, and one for each that has ended and was not yet forgotten by its parent. */
    record AndZombies(GroupValue ofLiving) implements GroupValue {

        @Override
        public Set<Measure> needs() {
            return ofLiving.needs();
        }

        @Override
        public boolean isKnown(Group group) {
            return ofLiving.isKnown(group);
        }

        @Override
        public long of(Group group, Counting counting, CollectionResult result) {
            return ofLiving.of(group, counting, result) + group.zombies();
        }
    }

    /** What is known of a group beyond its measures. */
    enum Fact implements GroupValue {
        /** In millionths, which are ten-thousandths of a percent. */
        CPU_USAGE {
            @Override
            public Set<Measure> needs() {
                return Set.of(Measure.CPU_USER_NANOS, Measure.CPU_SYSTEM_NANOS);
            }

            @Override
            public boolean isKnown(Group group) {
                return group.hasCpuUsage();
            }

            @Override
            public long of(Group group, Counting counting, CollectionResult result) {
                return Math.round(group.cpuUsageRatio() * MILLION);
            }
        },
        START {
            @Override
            public boolean isKnown(Group group) {
                return group.hasStart();
            }

            @Override
            public long of(Group group, Counting counting, CollectionResult result) {
                return SourceTime.epochNanos(group.earliestStartNanos(), result.source());
            }
        },
        /** How long the longest-living member had lived when the last collection ended. */
        UPTIME {
            @Override
            public boolean isKnown(Group group) {
                return group.hasStart();
            }

            @Override
            public long of(Group group, Counting counting, CollectionResult result) {
                long start = SourceTime.epochNanos(group.earliestStartNanos(), result.source());
                return Math.max(0, result.report().timestampEpochNanos() - start);
            }
        },
        PROCESSES {
            @Override
            public long of(Group group, Counting counting, CollectionResult result) {
                return group.processes();
            }
        },
        EXPECTED_PROCESSES {
            @Override
            public boolean isKnown(Group group) {
                return group.expectedProcesses() > 0;
            }

            @Override
            public long of(Group group, Counting counting, CollectionResult result) {
                return group.expectedProcesses();
            }
        },
        STARTS {
            @Override
            public long of(Group group, Counting counting, CollectionResult result) {
                return group.starts();
            }
        },
        EXITS {
            @Override
            public long of(Group group, Counting counting, CollectionResult result) {
                return group.exits();
            }
        };

        private static final int MILLION = 1_000_000;

        @Override
        public Set<Measure> needs() {
            return Set.of();
        }

        @Override
        public boolean isKnown(Group group) {
            return true;
        }
    }
}
