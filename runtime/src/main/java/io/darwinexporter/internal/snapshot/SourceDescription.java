package io.darwinexporter.internal.snapshot;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a source can do here, known once it has been opened and the same for its life.
 *
 * @param platform {@code linux} or {@code darwin}
 * @param summary one line for the log: the system's version and how it is read
 * @param supported the measures that this platform, these privileges and these settings can supply; a measure that is not
 *        in it has no metric family
 * @param missing what is lacking and what that costs, one entry each, for the start-up log and the page for people; empty
 *        if nothing is
 * @param logicalCpus the number of logical processors of the host, at least 1
 * @param startTimeOffsetNanos what to add to {@link SnapshotBuffer#startNanos(int)} to get nanoseconds since 1970: the time of
 *        boot where processes tell their start since then, fixed when the source was opened; 0 where they tell wall time
 * @param startTimeResolutionNanos the grain of process start times
 * @param largerPriorityFirst whether the scheduler prefers processes of larger {@link Measure#PRIORITY}
 * @param threadCounters what it can tell of single threads; empty where threads cannot be told apart
 */
public record SourceDescription(String platform, String summary, Set<Measure> supported, List<String> missing, int logicalCpus,
        long startTimeOffsetNanos, long startTimeResolutionNanos, boolean largerPriorityFirst,
        Set<ThreadCounter> threadCounters) {

    public SourceDescription {
        if (logicalCpus < 1) {
            throw new IllegalArgumentException("logicalCpus: " + logicalCpus);
        }
        Set<Measure> copy = EnumSet.noneOf(Measure.class);
        copy.addAll(supported);
        supported = Collections.unmodifiableSet(copy);
        missing = List.copyOf(missing);
        threadCounters = Set.copyOf(threadCounters);
    }

    /** Of a source that cannot tell threads apart. */
    public SourceDescription(String platform, String summary, Set<Measure> supported, List<String> missing, int logicalCpus,
            long startTimeOffsetNanos, long startTimeResolutionNanos, boolean largerPriorityFirst) {
        this(platform, summary, supported, missing, logicalCpus, startTimeOffsetNanos, startTimeResolutionNanos,
                largerPriorityFirst, Set.of());
    }

    public boolean supports(Measure measure) {
        return supported.contains(measure);
    }
}
