package io.darwinexporter.internal.metric;

import java.util.List;

/**
 * What is the same for all samples of a metric family.
 *
 * @param name the metric's name as it is asked for: counters end in {@code _total}, infos in {@code _info}
 * @param type what the values mean over time
 * @param unit what the values are told in
 * @param help one sentence without quotes, backslashes or line breaks, so that no format has to escape it
 * @param labels the names of the labels of its samples, in order
 * @param origin where the values come from
 */
public record FamilyDescription(String name, MetricType type, Unit unit, String help, List<String> labels, Origin origin) {

    public FamilyDescription {
        if (!isName(name) || !name.endsWith(type.suffix())) {
            throw new IllegalArgumentException("Not the name of a " + type.label() + ": " + name);
        }
        if (help.isEmpty() || help.indexOf('"') >= 0 || help.indexOf('\\') >= 0 || help.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("The help of " + name + " is empty or would have to be escaped: " + help);
        }
        labels = List.copyOf(labels);
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Whether it tells something about the exporter, not about what is collected. */
    public boolean isOfExporter() {
        return origin.equals(Origin.EXPORTER);
    }

    /** The name without what its type adds: what OpenMetrics calls the name of the family. */
    public String baseName() {
        return name.substring(0, name.length() - type.suffix().length());
    }
}
