package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.MetricType.COUNTER;
import static io.darwinexporter.internal.metric.MetricType.GAUGE;
import static io.darwinexporter.internal.metric.Origin.linux;
import static io.darwinexporter.internal.metric.ThreadFamilyMaker.series;

import java.util.List;

import io.darwinexporter.internal.metric.ThreadValue.SumOf;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * The metrics of process-exporter 0.7.10 that are about threads by their names, with its names, types, labels and meanings.
 */
final class ProcessExporterThreadFamilies {

    private static final String PREFIX = "namedprocess_namegroup_thread_";
    private static final String SUM = "sum over the threads of a name";
    private static final ThreadFamilyMaker MAKER = ThreadFamilyMaker.of(Profile.PROCESS_EXPORTER);

    /** In the order in which they are shown. */
    static final List<ThreadFamily> ALL = List.of(
            MAKER.of(GAUGE, PREFIX + "count", Unit.NONE,
                    "Threads of the same name.",
                    ThreadValue.LIVING,
                    linux("the list of `task/`", "number of living threads of a name")),
            MAKER.labelled(PREFIX + "cpu_seconds_total", Unit.SECONDS,
                    "CPU time used by threads of the same name, in user mode and in the kernel.",
                    "mode",
                    List.of(series("user", ThreadCounter.CPU_USER_NANOS), series("system", ThreadCounter.CPU_SYSTEM_NANOS)),
                    linux("`task/TID/stat` utime, stime", SUM)),
            MAKER.labelled(PREFIX + "io_bytes_total", Unit.BYTES,
                    "Bytes that threads of the same name read from and wrote to storage.",
                    "iomode",
                    List.of(series("read", ThreadCounter.DISK_READ_BYTES), series("write", ThreadCounter.DISK_WRITE_BYTES)),
                    linux("`task/TID/io` read_bytes, write_bytes", SUM)),
            MAKER.of(COUNTER, PREFIX + "major_page_faults_total", Unit.NONE,
                    "Page faults of threads of the same name that had to read from storage.",
                    new SumOf(ThreadCounter.MAJOR_FAULTS),
                    linux("`task/TID/stat` majflt", SUM)),
            MAKER.of(COUNTER, PREFIX + "minor_page_faults_total", Unit.NONE,
                    "Page faults of threads of the same name that did not have to read from storage.",
                    new SumOf(ThreadCounter.MINOR_FAULTS),
                    linux("`task/TID/stat` minflt", SUM)),
            MAKER.labelled(PREFIX + "context_switches_total", Unit.NONE,
                    "Context switches of threads of the same name.",
                    "ctxswitchtype",
                    List.of(series("voluntary", ThreadCounter.VOLUNTARY_SWITCHES),
                            series("nonvoluntary", ThreadCounter.INVOLUNTARY_SWITCHES)),
                    linux("`task/TID/status` voluntary and nonvoluntary", SUM)));

    private ProcessExporterThreadFamilies() {
    }
}
