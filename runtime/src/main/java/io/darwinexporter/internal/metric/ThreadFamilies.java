package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.MetricType.COUNTER;
import static io.darwinexporter.internal.metric.MetricType.GAUGE;
import static io.darwinexporter.internal.metric.Origin.linux;

import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.internal.metric.ThreadFamily.Series;
import io.darwinexporter.internal.metric.ThreadValue.SumOf;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * All metrics of threads by their names, of groups that are broken down by them.
 */
final class ThreadFamilies {

    private static final String SUM = "sum over the threads of a name";

    /** In the order in which they are shown. */
    static final List<ThreadFamily> ALL = List.of(
            of(GAUGE, "process_thread_group_threads", Unit.NONE,
                    "Threads of the same name.",
                    ThreadValue.LIVING,
                    linux("the list of `task/`", "number of living threads of a name")),
            labelled("process_thread_cpu_seconds_total", Unit.SECONDS,
                    "CPU time used by threads of the same name, in user mode and in the kernel.",
                    "mode",
                    List.of(series("user", ThreadCounter.CPU_USER_NANOS), series("system", ThreadCounter.CPU_SYSTEM_NANOS)),
                    linux("`task/TID/stat` utime, stime", SUM)),
            labelled("process_thread_io_bytes_total", Unit.BYTES,
                    "Bytes that threads of the same name read from and wrote to storage.",
                    "iomode",
                    List.of(series("read", ThreadCounter.DISK_READ_BYTES), series("write", ThreadCounter.DISK_WRITE_BYTES)),
                    linux("`task/TID/io` read_bytes, write_bytes", SUM)),
            of(COUNTER, "process_thread_faults_total", Unit.NONE,
                    "Page faults of threads of the same name, with and without reading from storage.",
                    new SumOf(ThreadCounter.MINOR_FAULTS, ThreadCounter.MAJOR_FAULTS),
                    linux("`task/TID/stat` minflt + majflt", SUM)),
            of(COUNTER, "process_thread_pageins_total", Unit.NONE,
                    "Page faults of threads of the same name that had to read from storage.",
                    new SumOf(ThreadCounter.MAJOR_FAULTS),
                    linux("`task/TID/stat` majflt", SUM)),
            of(COUNTER, "process_thread_context_switches_total", Unit.NONE,
                    "Context switches of threads of the same name, voluntary and involuntary.",
                    new SumOf(ThreadCounter.VOLUNTARY_SWITCHES, ThreadCounter.INVOLUNTARY_SWITCHES),
                    linux("`task/TID/status` voluntary and nonvoluntary", SUM)));

    private ThreadFamilies() {
    }

    private static ThreadFamily of(MetricType type, String name, Unit unit, String help, ThreadValue value, Origin origin) {
        return new ThreadFamily(new FamilyDescription(name, type, unit, help, labels(), origin),
                List.of(new Series("", value)));
    }

    private static ThreadFamily labelled(String name, Unit unit, String help, String label, List<Series> series,
            Origin origin) {
        List<String> labels = labels();
        labels.add(label);
        return new ThreadFamily(new FamilyDescription(name, COUNTER, unit, help, labels, origin), series);
    }

    private static List<String> labels() {
        List<String> labels = new ArrayList<>(GroupFamily.GROUP_LABELS);
        labels.add(ThreadFamily.NAME_LABEL);
        return labels;
    }

    private static Series series(String labelValue, ThreadCounter counter) {
        return new Series(labelValue, new SumOf(counter));
    }
}
