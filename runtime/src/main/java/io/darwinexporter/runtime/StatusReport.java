package io.darwinexporter.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

import io.darwinexporter.internal.collect.CollectionReport;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.snapshot.Measure;

/**
 * What the status page shows, copied from a collection.
 *
 * @param version the version of the exporter
 * @param platform what is read and how, in one line
 * @param missing what the platform lacks here and what that costs
 * @param facts how the exporter is set and how collecting goes: names and values, in order
 * @param links pages to go to
 * @param groups the groups, those that use most CPU first
 */
record StatusReport(String version, String platform, List<String> missing, Map<String, String> facts, List<String> links,
        List<GroupRow> groups) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private static final Comparator<GroupRow> BY_CPU = Comparator
            .comparingDouble((GroupRow row) -> row.cpuRatio().orElse(-1))
            .thenComparingDouble(row -> row.cpuSeconds().orElse(-1))
            .reversed()
            .thenComparing(GroupRow::group);

    /** A group's line; what is not known is absent. */
    record GroupRow(String group, String user, int processes, OptionalDouble cpuRatio, OptionalDouble cpuSeconds,
            OptionalLong residentBytes, OptionalLong footprintBytes, OptionalLong descriptors, OptionalLong threads,
            OptionalLong diskReadBytes, OptionalLong diskWriteBytes) {

        static GroupRow of(Group group) {
            boolean hasCpu = group.has(Measure.CPU_USER_NANOS) && group.has(Measure.CPU_SYSTEM_NANOS);
            return new GroupRow(group.labels().groupName(), group.labels().user(), group.processes(),
                    group.hasCpuUsage() ? OptionalDouble.of(group.cpuUsageRatio()) : OptionalDouble.empty(),
                    hasCpu ? OptionalDouble.of(cpuSeconds(group)) : OptionalDouble.empty(),
                    value(group, Measure.RESIDENT_BYTES), value(group, Measure.FOOTPRINT_BYTES),
                    value(group, Measure.OPEN_DESCRIPTORS), value(group, Measure.THREADS),
                    value(group, Measure.DISK_READ_BYTES), value(group, Measure.DISK_WRITE_BYTES));
        }

        private static double cpuSeconds(Group group) {
            return (group.value(Measure.CPU_USER_NANOS) + group.value(Measure.CPU_SYSTEM_NANOS)) / NANOS_PER_SECOND;
        }

        private static OptionalLong value(Group group, Measure measure) {
            return group.has(measure) ? OptionalLong.of(group.value(measure)) : OptionalLong.empty();
        }
    }

    /** A report of a result that is on loan. */
    static StatusReport of(CollectionResult result, ProcessExporter exporter, WebLayout layout) {
        ExporterSettings settings = exporter.settings();
        List<String> links = new ArrayList<>();
        links.add(layout.absolute(settings.path()));
        links.addAll(layout.links());
        return new StatusReport(settings.catalogue().version(), result.source().summary(), result.source().missing(),
                facts(result, exporter.grouping(), settings), links, rows(result.groups()));
    }

    private static List<GroupRow> rows(GroupTable groups) {
        List<GroupRow> rows = new ArrayList<>(groups.size());
        for (int i = 0; i < groups.size(); i++) {
            rows.add(GroupRow.of(groups.group(i)));
        }
        rows.sort(BY_CPU);
        return rows;
    }

    private static Map<String, String> facts(CollectionResult result, String grouping, ExporterSettings settings) {
        CollectionReport report = result.report();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Last collection", (report.success() ? "took " : "failed after ")
                + Math.round(report.durationNanos() / NANOS_PER_MILLI) + " ms");
        facts.put("Processes", processes(report));
        facts.put("Collects", settings.interval().isZero() ? "when scraped"
                : "when scraped, and every " + settings.interval().toSeconds() + " s");
        facts.put("Groups", grouping);
        facts.put("Patterns", settings.patterns().toString());
        facts.put("Reads", kinds(result.source().supported()));
        facts.put("Samples of single processes", settings.catalogue().processInfo() ? "on" : "off");
        return facts;
    }

    private static String kinds(Set<Measure> measures) {
        Set<String> kinds = new LinkedHashSet<>();
        for (Measure measure : measures) {
            kinds.add(measure.kind().label());
        }
        return String.join(", ", kinds);
    }

    private static String processes(CollectionReport report) {
        StringBuilder text = new StringBuilder();
        for (CollectionReport.Outcome outcome : CollectionReport.Outcome.values()) {
            text.append(text.length() == 0 ? "" : ", ").append(report.processes(outcome)).append(' ')
                    .append(outcome.label());
        }
        return text.toString();
    }
}
