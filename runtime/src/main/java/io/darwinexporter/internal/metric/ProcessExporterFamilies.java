package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.GroupFamilyMaker.series;
import static io.darwinexporter.internal.metric.MetricType.COUNTER;
import static io.darwinexporter.internal.metric.MetricType.GAUGE;
import static io.darwinexporter.internal.metric.MetricType.UNNAMED_COUNTER;
import static io.darwinexporter.internal.metric.Origin.everywhere;
import static io.darwinexporter.internal.metric.Origin.linux;

import java.util.List;

import io.darwinexporter.internal.collect.CollectionReport;
import io.darwinexporter.internal.metric.GroupFamily.Series;
import io.darwinexporter.internal.metric.GroupValue.AndZombies;
import io.darwinexporter.internal.metric.GroupValue.Fact;
import io.darwinexporter.internal.metric.GroupValue.OfMeasure;
import io.darwinexporter.internal.metric.GroupValue.Rest;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * The metrics of process-exporter 0.7.10, with its names, types, labels and meanings, but for {@code threads_wchan}: to know
 * what threads wait for takes a file of each.
 */
final class ProcessExporterFamilies {

    private static final String PREFIX = "namedprocess_namegroup_";
    private static final String SUM = "sum";
    private static final GroupFamilyMaker MAKER = GroupFamilyMaker.of(Profile.PROCESS_EXPORTER);

    /** In the order in which they are shown. */
    static final List<GroupFamily> OF_GROUPS = List.of(
            of(GAUGE, "num_procs", Unit.NONE,
                    "Processes, those included that have ended and were not yet waited for.",
                    new AndZombies(Fact.PROCESSES),
                    everywhere("the process list", "number of members and zombies")),
            labelled(COUNTER, "cpu_seconds_total", Unit.SECONDS,
                    "CPU time used, in user mode and in the kernel.",
                    "mode", List.of(series("user", Measure.CPU_USER_NANOS), series("system", Measure.CPU_SYSTEM_NANOS)),
                    new Origin("`pti_total_user`, `pti_total_system`", "`stat` utime, stime", SUM)),
            of(COUNTER, "read_bytes_total", Unit.BYTES,
                    "Bytes read from storage.",
                    new OfMeasure(Measure.DISK_READ_BYTES),
                    new Origin("`ri_diskio_bytesread`", "`io` read_bytes", SUM)),
            of(COUNTER, "write_bytes_total", Unit.BYTES,
                    "Bytes written to storage.",
                    new OfMeasure(Measure.DISK_WRITE_BYTES),
                    new Origin("`ri_diskio_byteswritten`", "`io` write_bytes", SUM)),
            of(COUNTER, "major_page_faults_total", Unit.NONE,
                    "Page faults that had to read from storage.",
                    new OfMeasure(Measure.PAGEINS),
                    new Origin("`ri_pageins`", "`stat` majflt", SUM)),
            of(COUNTER, "minor_page_faults_total", Unit.NONE,
                    "Page faults that did not have to read from storage.",
                    new OfMeasure(Measure.MINOR_FAULTS),
                    linux("`stat` minflt", SUM)),
            labelled(COUNTER, "context_switches_total", Unit.NONE,
                    "Context switches of all threads.",
                    "ctxswitchtype",
                    List.of(series("voluntary", Measure.VOLUNTARY_SWITCHES), new Series("nonvoluntary",
                            new Rest(Measure.CONTEXT_SWITCHES, Measure.VOLUNTARY_SWITCHES))),
                    linux("taskstats nvcsw, nivcsw, else `status` of the threads", SUM)),
            labelled(GAUGE, "memory_bytes", Unit.BYTES,
                    "Memory, by what is counted.",
                    "memtype",
                    List.of(series("resident", Measure.RESIDENT_BYTES), series("virtual", Measure.VIRTUAL_BYTES),
                            series("swapped", Measure.SWAP_BYTES),
                            series("proportionalResident", Measure.PROPORTIONAL_BYTES),
                            series("proportionalSwapped", Measure.PROPORTIONAL_SWAP_BYTES)),
                    new Origin("`pti_resident_size`, `pti_virtual_size`",
                            "`statm` resident, size, `status` VmSwap; if asked for `smaps_rollup` Pss, SwapPss", SUM)),
            of(GAUGE, "open_filedesc", Unit.NONE,
                    "Open file descriptors.",
                    new OfMeasure(Measure.OPEN_DESCRIPTORS),
                    new Origin("`PROC_PIDLISTFDS`, entries returned", "number of entries of `fd/`", SUM)),
            of(GAUGE, "worst_fd_ratio", Unit.RATIO,
                    "Open file descriptors as a share of the soft limit, of the process that is closest to it.",
                    new OfMeasure(Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS),
                    linux("entries of `fd/` / `prlimit64(RLIMIT_NOFILE)`, else `limits`", "largest of living members")),
            of(GAUGE, "oldest_start_time_seconds", Unit.SECONDS,
                    "When the longest-living process was started, since 1970.",
                    Fact.START,
                    new Origin("`pbi_start_tvsec`, `pbi_start_tvusec`", "`stat` starttime + time of boot",
                            "earliest living member; none without members")),
            of(GAUGE, "num_threads", Unit.NONE,
                    "Threads; a process that has ended and was not yet waited for counts as one.",
                    new AndZombies(new OfMeasure(Measure.THREADS)),
                    new Origin("`pti_threadnum`", "`stat` num_threads", "sum, and number of zombies")),
            labelled(GAUGE, "states", Unit.NONE,
                    "Threads by what they do, those of processes that have ended included.",
                    "state",
                    List.of(series("Running", Measure.THREADS_RUNNING), series("Sleeping", Measure.THREADS_SLEEPING),
                            series("Waiting", Measure.THREADS_WAITING),
                            new Series("Zombie", new AndZombies(new OfMeasure(Measure.THREADS_ENDED))),
                            series("Other", Measure.THREADS_OTHER)),
                    new Origin("`pti_numrunning`", "`stat` state of the threads", SUM)));

    /** What it tells about itself, as far as there is something like it here. */
    static final List<MetricFamily> OF_SCRAPES = List.of(
            ofScrapes("namedprocess_scrape_errors",
                    "Collections that failed.",
                    (result, sink) -> sink.value(result.report().failedCollections())),
            ofScrapes("namedprocess_scrape_procread_errors",
                    "Times that not even the basics of a process could be read, unless it had ended.",
                    (result, sink) -> sink.value(unreadProcesses(result.report()))),
            ofScrapes("namedprocess_scrape_partial_errors",
                    "Times that something of a process might not be read.",
                    (result, sink) -> sink.value(result.report().partlyReadProcesses())));

    private ProcessExporterFamilies() {
    }

    private static long unreadProcesses(CollectionReport report) {
        return report.readFailures(MeasureKind.IDENTITY, ReadFailure.DENIED)
                + report.readFailures(MeasureKind.IDENTITY, ReadFailure.MALFORMED)
                + report.readFailures(MeasureKind.IDENTITY, ReadFailure.FAILED);
    }

    private static GroupFamily of(MetricType type, String name, Unit unit, String help, GroupValue value, Origin origin) {
        return MAKER.of(type, PREFIX + name, unit, help, value, origin);
    }

    private static GroupFamily labelled(MetricType type, String name, Unit unit, String help, String label,
            List<Series> series, Origin origin) {
        return MAKER.labelled(type, PREFIX + name, unit, help, label, series, origin);
    }

    private static MetricFamily ofScrapes(String name, String help, ExporterFamilies.Samples samples) {
        return ExporterFamilies.family(name, UNNAMED_COUNTER, Unit.NONE, help, List.of(), samples);
    }
}
