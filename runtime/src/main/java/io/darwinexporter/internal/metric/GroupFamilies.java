package io.darwinexporter.internal.metric;

import static io.darwinexporter.internal.metric.GroupFamilyMaker.series;
import static io.darwinexporter.internal.metric.MetricType.COUNTER;
import static io.darwinexporter.internal.metric.MetricType.GAUGE;
import static io.darwinexporter.internal.metric.Origin.darwin;
import static io.darwinexporter.internal.metric.Origin.everywhere;
import static io.darwinexporter.internal.metric.Origin.linux;

import java.util.List;

import io.darwinexporter.internal.metric.GroupFamily.Series;
import io.darwinexporter.internal.metric.GroupValue.Fact;
import io.darwinexporter.internal.snapshot.Measure;

/**
 * All metrics of groups, on any platform, in the exporter's own names.
 */
final class GroupFamilies {

    private static final String SUM = "sum";
    private static final GroupFamilyMaker ORIGINAL = GroupFamilyMaker.of(Profile.ORIGINAL);

    /** In the order in which they are shown. */
    static final List<GroupFamily> ALL = List.of(
            of(GAUGE, "process_cpu_usage_percent", Unit.PERCENT,
                    "CPU time used in the last window, as a share of what all logical processors had.",
                    Fact.CPU_USAGE,
                    everywhere("growth of `process_cpu_seconds_total`",
                            "CPU time of the window / its wall time / logical processors x 100")),
            labelled(COUNTER, "process_cpu_seconds_total", Unit.SECONDS,
                    "CPU time used, in user mode and in the kernel.",
                    "mode", List.of(series("user", Measure.CPU_USER_NANOS), series("system", Measure.CPU_SYSTEM_NANOS)),
                    new Origin("`pti_total_user`, `pti_total_system`", "`stat` utime, stime", SUM)),

            of("process_memory_rss_bytes", Unit.BYTES,
                    "Memory that is resident; what processes share counts for each of them.",
                    Measure.RESIDENT_BYTES,
                    new Origin("`pti_resident_size`", "`statm` resident", SUM)),
            of("process_memory_vms_bytes", Unit.BYTES,
                    "Size of the address spaces.",
                    Measure.VIRTUAL_BYTES,
                    new Origin("`pti_virtual_size`", "`statm` size", SUM)),
            of("process_phys_footprint_bytes", Unit.BYTES,
                    "Memory that would be free without the processes, swapped or compressed parts included.",
                    Measure.FOOTPRINT_BYTES,
                    new Origin("`ri_phys_footprint`", "`statm` resident - shared, `status` RssShmem + VmSwap", SUM)),
            of("process_swap_bytes", Unit.BYTES,
                    "Memory that is swapped out.",
                    Measure.SWAP_BYTES,
                    linux("`status` VmSwap", SUM)),

            of("process_memory_pss_bytes", Unit.BYTES,
                    "Memory that is resident, each page divided by the number of processes that share it.",
                    Measure.PROPORTIONAL_BYTES,
                    linux("`smaps_rollup` Pss, if asked for", SUM)),
            of("process_swap_pss_bytes", Unit.BYTES,
                    "Memory that is swapped out, each page divided by the number of processes that share it.",
                    Measure.PROPORTIONAL_SWAP_BYTES,
                    linux("`smaps_rollup` SwapPss, if asked for", SUM)),

            of("process_open_fds", Unit.NONE,
                    "Open file descriptors.",
                    Measure.OPEN_DESCRIPTORS,
                    new Origin("`PROC_PIDLISTFDS`, entries returned", "number of entries of `fd/`", SUM)),
            of("process_worst_fd_ratio", Unit.RATIO,
                    "Open file descriptors as a share of the soft limit, of the process that is closest to it.",
                    Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS,
                    linux("entries of `fd/` / `prlimit64(RLIMIT_NOFILE)`, else `limits`", "largest of living members")),
            labelled(GAUGE, "process_threads", Unit.NONE,
                    "Threads: all of them, and those that run or are runnable.",
                    "state", List.of(series("total", Measure.THREADS), series("running", Measure.THREADS_RUNNING)),
                    new Origin("`pti_threadnum`, `pti_numrunning`", "`stat` num_threads; threads in state R", SUM)),
            of("process_priority", Unit.NONE,
                    "Priority of the most important process: the largest on macOS, the smallest on Linux.",
                    Measure.PRIORITY,
                    new Origin("`pti_priority`", "`stat` priority", "most important living member; none without members")),

            of(GAUGE, "process_start_time_seconds", Unit.SECONDS,
                    "When the longest-living process was started, since 1970.",
                    Fact.START,
                    new Origin("`pbi_start_tvsec`, `pbi_start_tvusec`", "`stat` starttime + time of boot",
                            "earliest living member; none without members")),
            of(GAUGE, "process_num_procs", Unit.NONE,
                    "Living processes.",
                    Fact.PROCESSES,
                    everywhere("the process list", "number of living members")),
            of(GAUGE, "process_expected_procs", Unit.NONE,
                    "Processes that a rule says there should be.",
                    Fact.EXPECTED_PROCESSES,
                    everywhere("`expected` of the rule", "that number; groups of which no rule says it have none")),
            of(COUNTER, "process_starts_total", Unit.NONE,
                    "Processes that were started while the exporter ran.",
                    Fact.STARTS,
                    everywhere("the process list", "count")),
            of(COUNTER, "process_exits_total", Unit.NONE,
                    "Processes that have ended while the exporter ran.",
                    Fact.EXITS,
                    everywhere("the process list", "count")),

            of("process_diskio_bytes_read_total", Unit.BYTES,
                    "Bytes read from storage.",
                    Measure.DISK_READ_BYTES,
                    new Origin("`ri_diskio_bytesread`", "`io` read_bytes", SUM)),
            of("process_diskio_bytes_write_total", Unit.BYTES,
                    "Bytes written to storage.",
                    Measure.DISK_WRITE_BYTES,
                    new Origin("`ri_diskio_byteswritten`", "`io` write_bytes", SUM)),

            of("process_net_receive_bytes_total", Unit.BYTES,
                    "Bytes received by sockets.",
                    Measure.NET_RECEIVE_BYTES,
                    new Origin("`com.apple.network.statistics`", "`sock_diag` tcpi_bytes_received", SUM)),
            of("process_net_transmit_bytes_total", Unit.BYTES,
                    "Bytes sent by sockets.",
                    Measure.NET_TRANSMIT_BYTES,
                    new Origin("`com.apple.network.statistics`", "`sock_diag` tcpi_bytes_sent - tcpi_bytes_retrans", SUM)),
            of("process_net_receive_packets_total", Unit.NONE,
                    "Packets received by sockets.",
                    Measure.NET_RECEIVE_PACKETS,
                    new Origin("`com.apple.network.statistics`", "`sock_diag` tcpi_data_segs_in", SUM)),
            of("process_net_transmit_packets_total", Unit.NONE,
                    "Packets sent by sockets.",
                    Measure.NET_TRANSMIT_PACKETS,
                    new Origin("`com.apple.network.statistics`", "`sock_diag` tcpi_data_segs_out", SUM)),

            of("process_tcp_retransmits_total", Unit.NONE,
                    "TCP segments sent again.",
                    Measure.TCP_RETRANSMITS,
                    linux("`sock_diag` tcpi_total_retrans", SUM)),

            of("process_context_switches_total", Unit.NONE,
                    "Context switches of all threads, voluntary and involuntary.",
                    Measure.CONTEXT_SWITCHES,
                    new Origin("`pti_csw`", "taskstats nvcsw + nivcsw, else `status` of the threads", SUM)),
            of("process_run_queue_wait_seconds_total", Unit.SECONDS,
                    "Time in which threads were runnable and waited for a processor.",
                    Measure.RUN_QUEUE_WAIT_NANOS,
                    linux("taskstats cpu_delay_total", SUM)),
            of("process_syscalls_mach_total", Unit.NONE,
                    "Mach system calls.",
                    Measure.SYSCALLS_MACH,
                    darwin("`pti_syscalls_mach`", SUM)),
            of("process_syscalls_unix_total", Unit.NONE,
                    "Unix system calls.",
                    Measure.SYSCALLS_UNIX,
                    darwin("`pti_syscalls_unix`", SUM)),
            of("process_messages_sent_total", Unit.NONE,
                    "Mach messages sent.",
                    Measure.MESSAGES_SENT,
                    darwin("`pti_messages_sent`", SUM)),
            of("process_messages_received_total", Unit.NONE,
                    "Mach messages received.",
                    Measure.MESSAGES_RECEIVED,
                    darwin("`pti_messages_received`", SUM)),

            of("process_faults_total", Unit.NONE,
                    "Page faults, with and without reading from storage.",
                    Measure.FAULTS,
                    new Origin("`pti_faults`", "`stat` minflt + majflt", SUM)),
            of("process_pageins_total", Unit.NONE,
                    "Page faults that had to read from storage.",
                    Measure.PAGEINS,
                    new Origin("`ri_pageins`", "`stat` majflt", SUM)),
            of("process_cow_faults_total", Unit.NONE,
                    "Page faults that copied a page on write.",
                    Measure.COW_FAULTS,
                    darwin("`pti_cow_faults`", SUM)),

            of("process_energy_joules_total", Unit.JOULES,
                    "Energy used, as the system estimates it.",
                    Measure.ENERGY_NANOJOULES,
                    darwin("`ri_energy_nj` (Apple silicon, macOS 13)", SUM)),
            of("process_instructions_total", Unit.NONE,
                    "Instructions executed.",
                    Measure.INSTRUCTIONS,
                    darwin("`ri_instructions`", SUM)),
            of("process_cycles_total", Unit.NONE,
                    "Processor cycles used.",
                    Measure.CYCLES,
                    darwin("`ri_cycles`", SUM)),
            of("process_idle_wakeups_total", Unit.NONE,
                    "Wakeups that brought a processor out of idling.",
                    Measure.IDLE_WAKEUPS,
                    darwin("`ri_pkg_idle_wkups`", SUM)),
            of("process_interrupt_wakeups_total", Unit.NONE,
                    "Wakeups by interrupts.",
                    Measure.INTERRUPT_WAKEUPS,
                    darwin("`ri_interrupt_wkups`", SUM)));

    private GroupFamilies() {
    }

    private static GroupFamily of(String name, Unit unit, String help, Measure measure, Origin origin) {
        return ORIGINAL.of(name, unit, help, measure, origin);
    }

    private static GroupFamily of(MetricType type, String name, Unit unit, String help, GroupValue value, Origin origin) {
        return ORIGINAL.of(type, name, unit, help, value, origin);
    }

    private static GroupFamily labelled(MetricType type, String name, Unit unit, String help, String label,
            List<Series> series, Origin origin) {
        return ORIGINAL.labelled(type, name, unit, help, label, series, origin);
    }
}
