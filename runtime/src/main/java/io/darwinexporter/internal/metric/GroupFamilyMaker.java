package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.MetricType.COUNTER;
import static io.darwinexporter.internal.metric.MetricType.GAUGE;

import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.internal.metric.GroupFamily.Series;
import io.darwinexporter.internal.metric.GroupValue.OfMeasure;
import io.darwinexporter.internal.snapshot.Measure;

/**
 * Makes families of groups, and says what all of one profile have in common.
 *
 * @param groupLabels the names of the labels of a group
 * @param counting from when on counters count
 */
record GroupFamilyMaker(List<String> groupLabels, Counting counting) {

    static GroupFamilyMaker of(Profile profile) {
        return new GroupFamilyMaker(profile.labelNames(), profile.counting());
    }

    /** The value of a measure: a counter or a gauge, as the measure is. */
    GroupFamily of(String name, Unit unit, String help, Measure measure, Origin origin) {
        MetricType type = measure.nature() == Measure.Nature.COUNTER ? COUNTER : GAUGE;
        return of(type, name, unit, help, new OfMeasure(measure), origin);
    }

    GroupFamily of(MetricType type, String name, Unit unit, String help, GroupValue value, Origin origin) {
        return family(new FamilyDescription(name, type, unit, help, groupLabels, origin), List.of(new Series("", value)));
    }

    /** A family with a label of its own. */
    GroupFamily labelled(MetricType type, String name, Unit unit, String help, String label, List<Series> series,
            Origin origin) {
        List<String> labels = new ArrayList<>(groupLabels);
        labels.add(label);
        return family(new FamilyDescription(name, type, unit, help, labels, origin), series);
    }

    private GroupFamily family(FamilyDescription description, List<Series> series) {
        return new GroupFamily(description, counting, series);
    }

    static Series series(String labelValue, Measure measure) {
        return new Series(labelValue, new OfMeasure(measure));
    }
}
