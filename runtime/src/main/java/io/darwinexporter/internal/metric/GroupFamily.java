package io.darwinexporter.internal.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * A metric of groups: one sample for each group, or one for each of a few values of a label of its own.
 *
 * <pre>
 * process_threads{groupname="nginx",name="nginx",user="root",state="total"} 5
 * process_threads{groupname="nginx",name="nginx",user="root",state="running"} 1
 * </pre>
 */
final class GroupFamily implements MetricFamily {

    static final List<String> GROUP_LABELS = List.of("groupname", "name", "user");

    private final FamilyDescription description;
    private final List<Series> series;

    /**
     * One of the samples that each group has.
     *
     * @param labelValue the value of the family's own label; empty if it has none
     */
    record Series(String labelValue, GroupValue value) {
    }

    GroupFamily(FamilyDescription description, List<Series> series) {
        this.description = description;
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
        return new GroupFamily(description, fed);
    }

    @Override
    public void collect(CollectionResult result, SampleSink sink) {
        GroupTable groups = result.groups();
        SourceDescription source = result.source();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.group(i);
            for (int j = 0; j < series.size(); j++) {
                Series one = series.get(j);
                if (one.value.isKnown(group)) {
                    tell(group, one, source, sink);
                }
            }
        }
    }

    private void tell(Group group, Series one, SourceDescription source, SampleSink sink) {
        sink.labels(group.labels());
        if (!one.labelValue.isEmpty()) {
            sink.label(description.labels().get(GROUP_LABELS.size()), one.labelValue);
        }
        long value = one.value.of(group, source);
        if (description.type() == MetricType.COUNTER && sink.tellsCreation()) {
            sink.counter(value, SourceTime.epochNanos(group.countedSinceNanos(), source));
        } else {
            sink.value(value);
        }
    }
}
