package io.darwinexporter.internal.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.snapshot.Measure;

/**
 * A metric of groups: one sample for each group, or one for each of a few values of a label of its own.
 *
 * <pre>
 * process_threads{groupname="nginx",name="nginx",user="root",state="total"} 5
 * process_threads{groupname="nginx",name="nginx",user="root",state="running"} 1
 * </pre>
 */
final class GroupFamily implements MetricFamily {

    private final FamilyDescription description;
    private final Counting counting;
    private final List<Series> series;

    /**
     * One of the samples that each group has.
     *
     * @param labelValue the value of the family's own label; empty if it has none
     */
    record Series(String labelValue, GroupValue value) {
    }

    /** @param description its last label is the family's own, if it has one */
    GroupFamily(FamilyDescription description, Counting counting, List<Series> series) {
        this.description = description;
        this.counting = counting;
        this.series = List.copyOf(series);
    }

    @Override
    public FamilyDescription description() {
        return description;
    }

    /** Whether any of its samples can exist. */
    boolean isFedBy(Set<Measure> supported) {
        for (Series one : series) {
            if (supported.containsAll(one.value.needs())) {
                return true;
            }
        }
        return false;
    }

    /** This family with those of its samples that can exist. */
    GroupFamily onlyFedBy(Set<Measure> supported) {
        List<Series> fed = new ArrayList<>();
        for (Series one : series) {
            if (supported.containsAll(one.value.needs())) {
                fed.add(one);
            }
        }
        return new GroupFamily(description, counting, fed);
    }

    /** This family with counters that count from another time on. */
    GroupFamily counting(Counting other) {
        return new GroupFamily(description, other, series);
    }

    @Override
    public void collect(CollectionResult result, SampleSink sink) {
        GroupTable groups = result.groups();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.group(i);
            for (int j = 0; j < series.size(); j++) {
                Series one = series.get(j);
                if (one.value.isKnown(group)) {
                    tell(group, one, result, sink);
                }
            }
        }
    }

    private void tell(Group group, Series one, CollectionResult result, SampleSink sink) {
        sink.labels(group.labels());
        if (!one.labelValue.isEmpty()) {
            sink.label(description.labels().get(description.labels().size() - 1), one.labelValue);
        }
        long value = one.value.of(group, counting, result);
        if (description.type() == MetricType.COUNTER && sink.tellsCreation()) {
            sink.counter(value, SourceTime.epochNanos(counting.sinceNanos(group), result.source()));
        } else {
            sink.value(value);
        }
    }
}
