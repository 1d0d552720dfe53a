package io.darwinexporter.internal.metric;

import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.group.NamedThreads;
import io.darwinexporter.internal.group.ThreadBreakdown;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * A metric of the threads of groups by their names: one sample for each name, or one for each of a few values of a label of
 * its own. Groups that are not broken down have none.
 *
 * <pre>
 * process_thread_cpu_seconds_total{groupname="java",name="java",user="app",threadname="G1 Main Marker",mode="user"} 1.27
 * process_thread_cpu_seconds_total{groupname="java",name="java",user="app",threadname="G1 Main Marker",mode="system"} 0.03
 * </pre>
 *
 * @param description its last label is the family's own, if it has one
 * @param counting from when on counters count
 * @param series the samples that each name has
 */
record ThreadFamily(FamilyDescription description, Counting counting, List<Series> series) implements MetricFamily {

    static final String NAME_LABEL = "threadname";

    /** @param labelValue the value of the family's own label; empty if it has none */
    record Series(String labelValue, ThreadValue value) {
    }

    ThreadFamily {
        series = List.copyOf(series);
    }

    /** Whether its samples can exist. */
    boolean isFedBy(Set<ThreadCounter> supported) {
        for (Series one : series) {
            if (!supported.containsAll(one.value.needs())) {
                return false;
            }
        }
        return !supported.isEmpty();
    }

    /** This family with counters that count from another time on. */
    ThreadFamily counting(Counting other) {
        return new ThreadFamily(description, other, series);
    }

    @Override
    public void collect(CollectionResult result, SampleSink sink) {
        GroupTable groups = result.groups();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.group(i);
            ThreadBreakdown breakdown = group.threadBreakdown();
            for (int j = 0; breakdown != null && j < breakdown.size(); j++) {
                tell(group, breakdown.threads(j), result.source(), sink);
            }
        }
    }

    private void tell(Group group, NamedThreads threads, SourceDescription source, SampleSink sink) {
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i);
            if (!one.value.isKnown(threads)) {
                continue;
            }
            sink.labels(group.labels());
            sink.label(NAME_LABEL, threads.name());
            if (!one.labelValue.isEmpty()) {
                sink.label(description.labels().get(description.labels().size() - 1), one.labelValue);
            }
            long value = one.value.of(threads, counting);
            if (description.type() == MetricType.COUNTER && sink.tellsCreation()) {
                sink.counter(value, SourceTime.epochNanos(counting.sinceNanos(threads), source));
            } else {
                sink.value(value);
            }
        }
    }
}
