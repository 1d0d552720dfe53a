package io.darwinexporter.runtime;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.darwinexporter.internal.collect.CollectionReport;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.metric.OwnProcess;
import io.darwinexporter.internal.snapshot.Measure;

/**
 * What the pages for people tell beside the groups: how the exporter is set, what it lacks here, and how it is doing.
 *
 * @param version the version of the exporter
 * @param system what is read and how, in one line
 * @param missing what the platform lacks here and what that costs
 * @param facts how the exporter is set and how collecting goes: names and values, in order
 * @param program what the program that the exporter is part of costs
 */
record StatusReport(String version, String system, List<String> missing, Map<String, String> facts, OwnCost program) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * What a program has used and holds; negative where it is not known.
     */
    record OwnCost(long cpuNanos, long residentBytes) {

        static OwnCost of(OwnProcess process, CollectionResult result) {
            return new OwnCost(process.cpuNanos(), process.residentBytes(result));
        }

        boolean hasCpuNanos() {
            return cpuNanos >= 0;
        }

        boolean hasResidentBytes() {
            return residentBytes >= 0;
        }
    }

    /** A report of a result that is on loan. */
    static StatusReport of(CollectionResult result, ProcessExporter exporter) {
        ExporterSettings settings = exporter.settings();
        OwnCost program = OwnCost.of(exporter.ownProcess(), result);
        return new StatusReport(settings.catalogue().version(), result.source().summary(), result.source().missing(),
                facts(result, program, exporter.grouping(), settings), program);
    }

    private static Map<String, String> facts(CollectionResult result, OwnCost program, String grouping,
            ExporterSettings settings) {
        CollectionReport report = result.report();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Last collection", (report.success() ? "took " : "failed after ")
                + Math.round(report.durationNanos() / NANOS_PER_MILLI) + " ms");
        facts.put("Processes", processes(report));
        facts.put("This program", cost(program));
        facts.put("Collects", settings.interval().isZero() ? "when scraped"
                : "when scraped, and every " + settings.interval().toSeconds() + " s");
        facts.put("Groups", grouping);
        facts.put("Patterns", settings.patterns().toString());
        facts.put("Reads", kinds(result.source().supported()));
        facts.put("Samples of single processes", settings.catalogue().processInfo() ? "on" : "off");
        return facts;
    }

    private static String cost(OwnCost program) {
        StringBuilder text = new StringBuilder();
        if (program.hasCpuNanos()) {
            text.append("used ").append(ReadableNumber.fixed(program.cpuNanos() / NANOS_PER_SECOND)).append(" s of CPU time");
        }
        if (program.hasResidentBytes()) {
            text.append(text.length() == 0 ? "" : ", ").append("holds ").append(ReadableNumber.bytes(program.residentBytes()));
        }
        return text.length() == 0 ? "its cost is not known" : text.toString();
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
