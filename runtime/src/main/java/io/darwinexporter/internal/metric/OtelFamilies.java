package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.GroupFamilyMaker.series;
import static io.darwinexporter.internal.metric.MetricType.COUNTER;
import static io.darwinexporter.internal.metric.MetricType.GAUGE;
import static io.darwinexporter.internal.metric.Origin.everywhere;

import java.util.List;

import io.darwinexporter.internal.metric.GroupFamily.Series;
import io.darwinexporter.internal.metric.GroupValue.Fact;
import io.darwinexporter.internal.metric.GroupValue.OfMeasure;
import io.darwinexporter.internal.metric.GroupValue.Rest;
import io.darwinexporter.internal.snapshot.Measure;

/**
 * The process metrics of OpenTelemetry's semantic conventions 1.39, with the names that OpenTelemetry's own exporters for
 * Prometheus make of them: dots become underscores, units are written out, units in braces are dropped, counters that may fall
 * are gauges.
 */
final class OtelFamilies {

    private static final String SUM = "sum";
    private static final GroupFamilyMaker MAKER = GroupFamilyMaker.of(Profile.OTEL);
    private static final String SWITCHES = "process_context_switches_total";
    private static final String SWITCHES_HELP = "Context switches of all threads.";
    private static final String FAULTS = "process_paging_faults_total";
    private static final String FAULTS_HELP = "Page faults.";

    /** In the order in which they are shown. What is twice is once with its kinds told apart, and once for all of them. */
    static final List<GroupFamily> ALL = List.of(
            MAKER.labelled(COUNTER, "process_cpu_time_seconds_total", Unit.SECONDS,
                    "CPU time used, by mode.",
                    "cpu_mode", List.of(series("user", Measure.CPU_USER_NANOS), series("system", Measure.CPU_SYSTEM_NANOS)),
                    new Origin("`pti_total_user`, `pti_total_system`", "`stat` utime, stime", SUM)),
            MAKER.of(GAUGE, "process_cpu_utilization_ratio", Unit.RATIO,
                    "CPU time used in the last window, as a share of what all logical processors had.",
                    Fact.CPU_USAGE,
                    everywhere("growth of `process_cpu_time_seconds_total`",
                            "CPU time of the window / its wall time / logical processors")),
            MAKER.of("process_memory_usage_bytes", Unit.BYTES,
                    "Physical memory in use; what processes share counts for each of them.",
                    Measure.RESIDENT_BYTES,
                    new Origin("`pti_resident_size`", "`statm` resident", SUM)),
            MAKER.of("process_memory_virtual_bytes", Unit.BYTES,
                    "Size of the address spaces.",
                    Measure.VIRTUAL_BYTES,
                    new Origin("`pti_virtual_size`", "`statm` size", SUM)),
            MAKER.labelled(COUNTER, "process_disk_io_bytes_total", Unit.BYTES,
                    "Bytes read from and written to storage.",
                    "disk_io_direction",
                    List.of(series("read", Measure.DISK_READ_BYTES), series("write", Measure.DISK_WRITE_BYTES)),
                    new Origin("`ri_diskio_bytesread`, `ri_diskio_byteswritten`", "`io` read_bytes, write_bytes", SUM)),
            MAKER.labelled(COUNTER, "process_network_io_bytes_total", Unit.BYTES,
                    "Bytes received and sent by sockets.",
                    "network_io_direction",
                    List.of(series("receive", Measure.NET_RECEIVE_BYTES), series("transmit", Measure.NET_TRANSMIT_BYTES)),
                    new Origin("`com.apple.network.statistics`", "`sock_diag`, as for `process_net_*`", SUM)),
            MAKER.of("process_thread_count", Unit.NONE,
                    "Threads.",
                    Measure.THREADS,
                    new Origin("`pti_threadnum`", "`stat` num_threads", SUM)),
            MAKER.of("process_unix_file_descriptor_count", Unit.NONE,
                    "Open file descriptors.",
                    Measure.OPEN_DESCRIPTORS,
                    new Origin("`PROC_PIDLISTFDS`, entries returned", "number of entries of `fd/`", SUM)),
            MAKER.labelled(COUNTER, SWITCHES, Unit.NONE, SWITCHES_HELP,
                    "process_context_switch_type",
                    List.of(series("voluntary", Measure.VOLUNTARY_SWITCHES), new Series("involuntary",
                            new Rest(Measure.CONTEXT_SWITCHES, Measure.VOLUNTARY_SWITCHES))),
                    new Origin("`pti_csw`, without the label", "taskstats nvcsw, nivcsw, else `status` of the threads", SUM)),
            MAKER.of(COUNTER, SWITCHES, Unit.NONE, SWITCHES_HELP,
                    new OfMeasure(Measure.CONTEXT_SWITCHES),
                    new Origin("`pti_csw`", null, SUM)),
            MAKER.labelled(COUNTER, FAULTS, Unit.NONE, FAULTS_HELP,
                    "system_paging_fault_type",
                    List.of(series("minor", Measure.MINOR_FAULTS),
                            new Series("major", new Rest(Measure.FAULTS, Measure.MINOR_FAULTS))),
                    new Origin("`pti_faults`, without the label", "`stat` minflt, majflt", SUM)),
            MAKER.of(COUNTER, FAULTS, Unit.NONE, FAULTS_HELP,
                    new OfMeasure(Measure.FAULTS),
                    new Origin("`pti_faults`", null, SUM)),
            MAKER.of(GAUGE, "process_uptime_seconds", Unit.SECONDS,
                    "How long the longest-living process has lived.",
                    Fact.UPTIME,
                    new Origin("`pbi_start_tvsec`, `pbi_start_tvusec`", "`stat` starttime + time of boot",
                            "longest-living member; none without members")));

    private OtelFamilies() {
    }
}
