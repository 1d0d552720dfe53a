package io.darwinexporter.internal.metric;

import java.util.Set;

import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SourceDescription;

/** One number that a group has, and from what it is made. */
interface GroupValue {

    /** What a source must supply for this value to exist. */
    Set<Measure> needs();

    /** Whether the group has it. */
    boolean isKnown(Group group);

    /** The value, in the unit that its family says; only if it {@linkplain #isKnown is known}. */
    long of(Group group, SourceDescription source);

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
        public long of(Group group, SourceDescription source) {
            return group.has(measure) ? group.value(measure) : 0;
        }

        private boolean isNothingHeld(Group group) {
            return group.processes() == 0 && switch (measure.nature()) {
                case SUMMED_GAUGE, LARGEST_GAUGE -> true;
                case COUNTER, CHILDREN, MOST_IMPORTANT_GAUGE -> false;
            };
        }
    }

    /** What is known of a group beyond its measures. */
    enum Fact implements GroupValue {
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
            public long of(Group group, SourceDescription source) {
                return Math.round(group.cpuUsageRatio() * TEN_THOUSANDTHS_OF_A_PERCENT);
            }
        },
        START {
            @Override
            public boolean isKnown(Group group) {
                return group.hasStart();
            }

            @Override
            public long of(Group group, SourceDescription source) {
                return SourceTime.epochNanos(group.earliestStartNanos(), source);
            }
        },
        PROCESSES {
            @Override
            public long of(Group group, SourceDescription source) {
                return group.processes();
            }
        },
        EXPECTED_PROCESSES {
            @Override
            public boolean isKnown(Group group) {
                return group.expectedProcesses() > 0;
            }

            @Override
            public long of(Group group, SourceDescription source) {
                return group.expectedProcesses();
            }
        },
        STARTS {
            @Override
            public long of(Group group, SourceDescription source) {
                return group.starts();
            }
        },
        EXITS {
            @Override
            public long of(Group group, SourceDescription source) {
                return group.exits();
            }
        };

        private static final int TEN_THOUSANDTHS_OF_A_PERCENT = 1_000_000;

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
