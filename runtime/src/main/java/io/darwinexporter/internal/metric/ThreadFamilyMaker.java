package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.MetricType.COUNTER;

import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.internal.metric.ThreadFamily.Series;
import io.darwinexporter.internal.metric.ThreadValue.SumOf;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * Makes families of threads by their names, and says what all of one profile have in common.
 *
 * @param labels the names of the labels of a group, and of that of the threads
 * @param counting from when on counters count
 */
record ThreadFamilyMaker(List<String> labels, Counting counting) {

    static ThreadFamilyMaker of(Profile profile) {
        return new ThreadFamilyMaker(and(profile.labelNames(), ThreadFamily.NAME_LABEL), profile.counting());
    }

    ThreadFamily of(MetricType type, String name, Unit unit, String help, ThreadValue value, Origin origin) {
        return new ThreadFamily(new FamilyDescription(name, type, unit, help, labels, origin), counting,
                List.of(new Series("", value)));
    }

    /** Counters with a label of their own. */
    ThreadFamily labelled(String name, Unit unit, String help, String label, List<Series> series, Origin origin) {
        return new ThreadFamily(new FamilyDescription(name, COUNTER, unit, help, and(labels, label), origin), counting, series);
    }

    static Series series(String labelValue, ThreadCounter counter) {
        return new Series(labelValue, new SumOf(counter));
    }

    private static List<String> and(List<String> labels, String label) {
        List<String> all = new ArrayList<>(labels);
        all.add(label);
        return List.copyOf(all);
    }
}
