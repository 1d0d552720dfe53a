package io.darwinexporter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the tables in docs/metrics.md, which another test compares with the catalogue, and what a query has of them.
 *
 * @param unit empty if it has none
 * @param labels those of its own
 */
record DocumentedMetric(String name, String unit, Set<String> labels, boolean onDarwin, boolean onLinux) {

    private static final Path METRICS = Path.of("..", "docs", "metrics.md");
    private static final String ABSENT = "-";

    /** What a selector or an aggregation names: metrics are told by their beginnings. */
    private static final Pattern METRIC = Pattern.compile("\\b(?:process|darwin_exporter)_\\w+");
    private static final Pattern MATCHED_LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern LABEL_LIST = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");

    /** All of them, by name. */
    static Map<String, DocumentedMetric> all() throws IOException {
        Map<String, DocumentedMetric> metrics = new LinkedHashMap<>();
        for (String line : Files.readAllLines(METRICS)) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (cells.length > 5 && METRIC.matcher(cells[1].replace("`", "")).matches()) {
                String name = cells[1].replace("`", "");
                Set<String> labels = new LinkedHashSet<>(Arrays.asList(cells[4].split(", ")));
                labels.remove("");
                // The table of groups tells where the value comes from on macOS and Linux; the exporter's own are everywhere.
                boolean ofGroups = cells.length > 8;
                metrics.put(name, new DocumentedMetric(name, cells[3], labels, !ofGroups || !cells[6].equals(ABSENT),
                        !ofGroups || !cells[7].equals(ABSENT)));
            }
        }
        return metrics;
    }

    /** The names of our metrics in an expression. */
    static Set<String> namesIn(String expression) {
        Set<String> names = new TreeSet<>();
        Matcher name = METRIC.matcher(STRING.matcher(expression).replaceAll("\"\""));
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    /** The names of all labels in an expression. */
    static Set<String> labelsIn(String expression) {
        Set<String> names = new TreeSet<>();
        Matcher matched = MATCHED_LABEL.matcher(expression);
        while (matched.find()) {
            names.add(matched.group(1));
        }
        Matcher list = LABEL_LIST.matcher(expression);
        while (list.find()) {
            names.addAll(Arrays.asList(list.group(1).trim().split("\\s*,\\s*")));
        }
        return names;
    }
}
