package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.MetricType.COUNTER;
import static io.darwinexporter.internal.metric.MetricType.GAUGE;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.collect.CollectionReport;
import io.darwinexporter.internal.collect.CollectionReport.Outcome;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * What the exporter tells about itself: how collecting goes, and what it costs.
 */
final class ExporterFamilies {

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final ReadFailure[] READ_FAILURES = ReadFailure.values();

    private ExporterFamilies() {
    }

    /** All of them, in the order in which they are shown. */
    static List<MetricFamily> of(SourceDescription source, String version) {
        MeasureKind[] kinds = kindsThatAreRead(source.supported());
        OwnProcess self = new OwnProcess();
        return List.of(
                family("darwin_exporter_build_info", MetricType.INFO, Unit.NONE,
                        "What this exporter is; always 1.", List.of("version", "platform", "java_version"),
                        (result, sink) -> tellBuild(source.platform(), version, sink)),
                family("darwin_exporter_collection_success", GAUGE, Unit.NONE,
                        "1 if the last collection succeeded, 0 if not: what is shown is older then.", List.of(),
                        (result, sink) -> sink.value(result.report().success() ? 1 : 0)),
                family("darwin_exporter_collection_duration_seconds", GAUGE, Unit.SECONDS,
                        "How long the last collection took.", List.of(),
                        (result, sink) -> {
                            if (isAnyTried(result.report())) {
                                sink.value(result.report().durationNanos());
                            }
                        }),
                family("darwin_exporter_last_collection_timestamp_seconds", GAUGE, Unit.SECONDS,
                        "When the last successful collection ended, since 1970.", List.of(),
                        (result, sink) -> {
                            if (result.report().collections() > 0) {
                                sink.value(result.report().timestampEpochNanos());
                            }
                        }),
                family("darwin_exporter_collections_total", COUNTER, Unit.NONE,
                        "Collections, by result.", List.of("result"), (result, sink) -> tellCollections(result.report(), sink)),
                family("darwin_exporter_processes", GAUGE, Unit.NONE,
                        "What became of the processes of the last successful collection; those denied are tracked, too.",
                        List.of("result"), (result, sink) -> tellProcesses(result.report(), sink)),
                family("darwin_exporter_groups", GAUGE, Unit.NONE,
                        "Groups that are shown.", List.of(),
                        (result, sink) -> sink.value(result.groups().size())),
                family("darwin_exporter_read_errors_total", COUNTER, Unit.NONE,
                        "Things that could not be read, by what they are about and why.", List.of("measure", "reason"),
                        (result, sink) -> tellReadErrors(result.report(), kinds, sink)),
                family("darwin_exporter_unattributed_cpu_seconds_total", COUNTER, Unit.SECONDS,
                        "CPU time of the host that no visible process explains.", List.of(),
                        (result, sink) -> {
                            if (result.report().hasUnattributedCpuNanos()) {
                                sink.value(result.report().unattributedCpuNanos());
                            }
                        }),
                family("darwin_exporter_lost_exits_total", COUNTER, Unit.NONE,
                        "Ends of processes whose last use the system reported but could not deliver.", List.of(),
                        (result, sink) -> sink.value(result.report().lostExits())),
                family("darwin_exporter_network_available", GAUGE, Unit.NONE,
                        "1 if the network traffic of processes is being counted, 0 if it cannot be or is switched off.",
                        List.of(), (result, sink) -> sink.value(result.report().hasSockets() ? 1 : 0)),
                family("darwin_exporter_sockets", GAUGE, Unit.NONE,
                        "Sockets whose traffic is followed.", List.of(),
                        (result, sink) -> {
                            if (result.report().hasSockets()) {
                                sink.value(result.report().sockets());
                            }
                        }),
                family("darwin_exporter_network_lost_updates_total", COUNTER, Unit.NONE,
                        "Growth of sockets, counted socket by socket, that could not be credited to any process.", List.of(),
                        (result, sink) -> sink.value(result.report().lostNetworkUpdates())),
                family("darwin_exporter_grouping_failures_total", COUNTER, Unit.NONE,
                        "Times that a grouping of the application failed; the process is grouped by name then.", List.of(),
                        (result, sink) -> sink.value(result.report().namingFailures())),
                family("darwin_exporter_groups_overflowed_total", COUNTER, Unit.NONE,
                        "Times that a process would have made more groups than max-groups, and was put into the group other.",
                        List.of(), (result, sink) -> sink.value(result.report().groupOverflows())),
                family("darwin_exporter_collection_lightened", GAUGE, Unit.NONE,
                        "1 if collections took longer than collection-budget, so that what is dear is read less often now.",
                        List.of(), (result, sink) -> sink.value(result.report().lightened() ? 1 : 0)),
                family("darwin_exporter_scrapes_refused_total", COUNTER, Unit.NONE,
                        "Scrapes that were answered with 503, as there was no memory for more.", List.of(),
                        (result, sink) -> sink.value(result.report().refusedAnswers())),
                family("darwin_exporter_collection_cpu_seconds_total", COUNTER, Unit.SECONDS,
                        "CPU time of all collections.", List.of(),
                        (result, sink) -> sink.value(result.report().cpuNanos())),
                family("darwin_exporter_config_last_reload_successful", GAUGE, Unit.NONE,
                        "1 if the configuration was good when it was last read, 0 if not: an older one is in use then.",
                        List.of(),
                        (result, sink) -> sink.value(result.report().reloadSuccess() ? 1 : 0)),
                family("darwin_exporter_config_last_reload_success_timestamp_seconds", GAUGE, Unit.SECONDS,
                        "When the configuration in use was read, since 1970.", List.of(),
                        (result, sink) -> sink.value(result.report().reloadSuccessEpochNanos())),
                family("darwin_exporter_cpu_seconds_total", COUNTER, Unit.SECONDS,
                        "CPU time of the program that the exporter is part of.", List.of(),
                        (result, sink) -> {
                            long nanos = self.cpuNanos();
                            if (nanos >= 0) {
                                sink.value(nanos);
                            }
                        }),
                family("darwin_exporter_resident_memory_bytes", GAUGE, Unit.BYTES,
                        "Resident memory of the program that the exporter is part of, if it sees itself.", List.of(),
                        (result, sink) -> {
                            long bytes = self.residentBytes(result);
                            if (bytes >= 0) {
                                sink.value(bytes);
                            }
                        }));
    }

    private static MeasureKind[] kindsThatAreRead(Set<Measure> supported) {
        Set<MeasureKind> kinds = EnumSet.of(MeasureKind.IDENTITY);
        for (Measure measure : supported) {
            kinds.add(measure.kind());
        }
        return kinds.toArray(new MeasureKind[0]);
    }

    private static void tellBuild(String platform, String version, SampleSink sink) {
        sink.label("version", version);
        sink.label("platform", platform);
        sink.label("java_version", System.getProperty("java.version"));
        sink.value(1);
    }

    private static boolean isAnyTried(CollectionReport report) {
        return report.collections() + report.failedCollections() > 0;
    }

    private static void tellCollections(CollectionReport report, SampleSink sink) {
        sink.label("result", "success");
        sink.value(report.collections());
        sink.label("result", "failure");
        sink.value(report.failedCollections());
    }

    private static void tellProcesses(CollectionReport report, SampleSink sink) {
        if (report.collections() == 0) {
            return;
        }
        for (Outcome outcome : OUTCOMES) {
            sink.label("result", outcome.label());
            sink.value(report.processes(outcome));
        }
    }

    /** Those that are 0, too: a counter that appears with its first error hides that error from {@code increase()}. */
    private static void tellReadErrors(CollectionReport report, MeasureKind[] kinds, SampleSink sink) {
        for (MeasureKind kind : kinds) {
            for (ReadFailure failure : READ_FAILURES) {
                sink.label("measure", kind.label());
                sink.label("reason", failure.label());
                sink.value(report.readFailures(kind, failure));
            }
        }
    }

    static MetricFamily family(String name, MetricType type, Unit unit, String help, List<String> labels,
            Samples samples) {
        return new ExporterFamily(new FamilyDescription(name, type, unit, help, labels, Origin.EXPORTER), samples);
    }

    interface Samples {
        void tell(CollectionResult result, SampleSink sink);
    }

    private record ExporterFamily(FamilyDescription description, Samples samples) implements MetricFamily {

        @Override
        public void collect(CollectionResult result, SampleSink sink) {
            samples.tell(result, sink);
        }
    }
}
