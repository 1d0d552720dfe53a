package io.darwinexporter.app;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The samples of some groups in a text of metrics, whatever the order of their labels.
 *
 * @param values by what makes a series
 */
record GroupSamples(Map<Series, Double> values) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)\\{(.*)\\} (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** @param labels without that of the group */
    record Series(String family, String group, Map<String, String> labels) {
    }

    /** @param groupPrefix what the names of the groups begin with */
    static GroupSamples of(String text, String groupPrefix) {
        Map<Series, Double> values = new TreeMap<>(Comparator.comparing(Series::toString));
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            String group = labels.remove("groupname");
            if (group != null && group.startsWith(groupPrefix)) {
                values.put(new Series(sample.group(1), group, labels), Double.parseDouble(sample.group(3)));
            }
        }
        return new GroupSamples(values);
    }

    double value(String family, String group, String... label) {
        Map<String, String> labels = label.length == 0 ? Map.of() : Map.of(label[0], label[1]);
        return value(new Series(family, group, labels));
    }

    double value(Series series) {
        Double value = values.get(series);
        if (value == null) {
            throw new AssertionError("no " + series + " in " + values.keySet());
        }
        return value;
    }

    /** What counters have grown by since an earlier look. */
    double growth(Series series, GroupSamples earlier) {
        return value(series) - earlier.values.getOrDefault(series, 0.0);
    }
}
