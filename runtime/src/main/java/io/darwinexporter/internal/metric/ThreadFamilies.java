package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.MetricType.COUNTER;
import static io.darwinexporter.internal.metric.MetricType.GAUGE;
import static io.darwinexporter.internal.metric.Origin.linux;
import static io.darwinexporter.internal.metric.ThreadFamilyMaker.series;

import java.util.List;

import io.darwinexporter.internal.metric.ThreadValue.SumOf;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * All metrics of threads by their names, of groups that are broken down by them, in the exporter's own names.
 */
final class ThreadFamilies {

    private static final String SUM = "sum over the threads of a name";
    private static final ThreadFamilyMaker ORIGINAL = ThreadFamilyMaker.of(Profile.ORIGINAL);

    /** In the order in which they are shown. */
    static final List<ThreadFamily> ALL = List.of(
            ORIGINAL.of(GAUGE, "process_thread_group_threads", Unit.NONE,
                    "Threads of the same name.",
                    ThreadValue.LIVING,
                    linux("the list of `task/`", "number of living threads of a name")),
            ORIGINAL.labelled("process_thread_cpu_seconds_total", Unit.SECONDS,
                    "CPU time used by threads of the same name, in user mode and in the kernel.",
                    "mode",
                    List.of(series("user", ThreadCounter.CPU_USER_NANOS), series("system", ThreadCounter.CPU_SYSTEM_NANOS)),
                    linux("`task/TID/stat` utime, stime", SUM)),
            ORIGINAL.labelled("process_thread_io_bytes_total", Unit.BYTES,
                    "Bytes that threads of the same name read from and wrote to storage.",
                    "iomode",
                    List.of(series("read", ThreadCounter.DISK_READ_BYTES), series("write", ThreadCounter.DISK_WRITE_BYTES)),
                    linux("`task/TID/io` read_bytes, write_bytes", SUM)),
            ORIGINAL.of(COUNTER, "process_thread_faults_total", Unit.NONE,
                    "Page faults of threads of the same name, with and without reading from storage.",
                    new SumOf(ThreadCounter.MINOR_FAULTS, ThreadCounter.MAJOR_FAULTS),
                    linux("`task/TID/stat` minflt + majflt", SUM)),
            ORIGINAL.of(COUNTER, "process_thread_pageins_total", Unit.NONE,
                    "Page faults of threads of the same name that had to read from storage.",
                    new SumOf(ThreadCounter.MAJOR_FAULTS),
                    linux("`task/TID/stat` majflt", SUM)),
            ORIGINAL.of(COUNTER, "process_thread_context_switches_total", Unit.NONE,
                    "Context switches of threads of the same name, voluntary and involuntary.",
                    new SumOf(ThreadCounter.VOLUNTARY_SWITCHES, ThreadCounter.INVOLUNTARY_SWITCHES),
                    linux("`task/TID/status` voluntary and nonvoluntary", SUM)));

    private ThreadFamilies() {
    }
}
