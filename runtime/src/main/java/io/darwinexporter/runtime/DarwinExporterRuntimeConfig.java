package io.darwinexporter.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.darwinexporter.internal.exporter.Platform;
import io.darwinexporter.internal.filter.PatternSyntax;
import io.darwinexporter.internal.metric.Profile;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * What the exporter looks at, how it groups, when it collects.
 */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = DarwinExporterRuntimeConfig.PREFIX)
public interface DarwinExporterRuntimeConfig {

    /** What every property begins with. */
    String PREFIX = "quarkus.darwin-exporter";

    /** Where {@code /proc} is on nearly all hosts. */
    String DEFAULT_PROCFS = "/proc";

    /**
     * Where the exporter's own endpoint answers, below {@code quarkus.http.root-path}. Begins with a slash; letters, digits and
     * {@code . _ ~ - /} only. Neither {@code /}, where a page for people is, nor a path of Quarkus's own ({@code /q}).
     */
    @WithDefault("/metrics")
    @WithConverter(SettingConverters.EndpointPath.class)
    String path();

    /**
     * How metrics are spelled: {@code original}, the exporter's own names; {@code process-exporter}, those of process-exporter
     * 0.7.10, for its dashboards and alerts; {@code otel}, those of OpenTelemetry's semantic conventions, as Prometheus writes
     * them. A request may ask for another one: {@code /metrics?profile=otel}.
     */
    @WithDefault("original")
    Profile profile();

    /**
     * Only processes whose name matches one of these patterns are shown. All are, if there is no pattern.
     */
    Optional<List<String>> includePatterns();

    /**
     * Processes whose name matches one of these patterns are not shown, whatever {@code include-patterns} says.
     */
    Optional<List<String>> excludePatterns();

    /**
     * How the patterns are read: as a part of the name ({@code substring}, in which letter case counts), as a {@code glob}
     * ({@code *} and {@code ?}) or as a {@code regex} of Java.
     */
    @WithDefault("substring")
    PatternSyntax patternSyntax();

    /**
     * How often processes are looked at when nobody scrapes, so that short-lived ones are followed: at least 1 second. 0: only
     * scrapes look.
     */
    @WithDefault("15s")
    @WithConverter(SettingConverters.Interval.class)
    Duration interval();

    /**
     * The share of {@code interval} that a collection may take, from 0 to 1. When several in a row take longer, the next
     * ones are lighter: memory, disk and descriptors of a process are read every fourth time only (Linux), until there is
     * time to spare again. 0, or an {@code interval} of 0: they may take as long as they need.
     */
    @WithDefault("0.1")
    @WithConverter(SettingConverters.Share.class)
    double collectionBudget();

    /**
     * A scrape shows the last collection if it is younger than this, and collects anew otherwise.
     */
    @WithDefault("1s")
    @WithConverter(SettingConverters.TimeSpan.class)
    Duration minAge();

    /**
     * The shortest time that {@code process_cpu_usage_percent} is averaged over.
     */
    @WithDefault("1s")
    @WithConverter(SettingConverters.TimeSpan.class)
    Duration cpuWindow();

    /**
     * How processes are grouped. Not used where the application has a bean of type {@code io.darwinexporter.GroupNamer}.
     */
    GroupingConfig grouping();

    /**
     * How long a group is still shown after its last process has ended.
     */
    @WithDefault("1h")
    @WithConverter(SettingConverters.TimeSpan.class)
    Duration groupRetention();

    /**
     * How many groups are shown at most, so that endless names on a host do no harm to Prometheus. Processes that would be in
     * further groups are counted together, in the group {@code other}; groups that rules expect are made all the same.
     */
    @WithDefault("2000")
    @WithConverter(SettingConverters.Limit.class)
    int maxGroups();

    /**
     * Which processes may make a group.
     */
    AdmissionConfig admission();

    /**
     * Metrics of single processes.
     */
    ProcessInfoConfig processInfo();

    /**
     * What is read of each process.
     */
    CollectConfig collect();

    /**
     * Whether kernel threads count as processes (Linux).
     */
    @WithDefault("false")
    @WithConverter(SettingConverters.Switch.class)
    boolean kernelThreads();

    /**
     * The OpenMetrics format.
     */
    OpenMetricsConfig openmetrics();

    /**
     * Explanations, at {@code /explain} beside the metrics.
     */
    ExplainConfig explain();

    /**
     * Reading the rules again, at {@code /-/reload} beside the metrics.
     */
    ReloadConfig reload();

    /**
     * Which platform's processes are read. {@code auto} is the one that this is; the others are for tests.
     */
    @WithDefault("auto")
    Platform platform();

    /**
     * Where the {@code /proc} of the host is mounted (Linux).
     */
    @WithDefault(DEFAULT_PROCFS)
    Path procfs();

    /**
     * Rules that name the groups of processes, in order: the first that matches counts. They come before those of
     * {@code rules-file}, and before {@code grouping} and the application's own grouping. See docs/grouping.md.
     */
    List<RuleConfig> rules();

    /**
     * A YAML file with more rules: {@code rules:} or, as process-exporter has them, {@code process_names:}.
     */
    Optional<Path> rulesFile();

    /**
     * Whether processes are left out that no rule matches. Unless it is said here or in the rules' file, they are if the file
     * has {@code process_names:}.
     */
    Optional<@WithConverter(SettingConverters.Switch.class) Boolean> rulesOnly();

    /**
     * Whether children of a process in a rule's group follow it, unless a rule of their own matches. A rule may say otherwise
     * for its group.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean trackChildren();

    /** A rule: all of the selectors that are given must match. */
    interface RuleConfig {

        /**
         * The name of the group, in which variables stand for what is known of the process: see docs/grouping.md.
         */
        Optional<String> name();

        /**
         * Command names; one of them.
         */
        Optional<List<String>> comm();

        /**
         * Executables; one of them: the whole path or the last part of it.
         */
        Optional<List<String>> exe();

        /**
         * Regular expressions that are all found in the command line, its arguments joined by spaces.
         */
        Optional<List<String>> cmdline();

        /**
         * Users, by name or number; one of them.
         */
        Optional<List<String>> user();

        /**
         * Regular expressions that are all found in the path of a control group (Linux).
         */
        Optional<List<String>> cgroup();

        /**
         * Units of systemd; one of them (Linux).
         */
        Optional<List<String>> unit();

        /**
         * Ids of containers, 64 digits or the first 12; one of them (Linux).
         */
        Optional<List<String>> container();

        /**
         * Uids of Kubernetes pods; one of them (Linux).
         */
        Optional<List<String>> pod();

        /**
         * Applications; one of them (macOS).
         */
        Optional<List<String>> bundle();

        /**
         * Labels that the metrics of the group have beside the usual ones.
         */
        Map<String, String> labels();

        /**
         * How many processes the group should have: it is shown even if it has none.
         */
        Optional<String> expected();

        /**
         * Whether children follow.
         */
        Optional<String> trackChildren();

        /**
         * Whether the threads of the group are told by name (Linux).
         */
        Optional<String> threads();
    }

    /**
     * How the exporter saves processor time on Linux. What it shows is the same with all of these on or off.
     */
    LinuxConfig linux();

    /** Parts of a group's name, joined by colons in this order. If none is on, processes are grouped by name. */
    interface GroupingConfig {

        /**
         * Processes of different names are in different groups.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean byName();

        /**
         * Processes of different users are in different groups.
         */
        @WithDefault("false")
        @WithConverter(SettingConverters.Switch.class)
        boolean byUser();

        /**
         * Processes of different commands, which is the first token of the command line, are in different groups.
         */
        @WithDefault("false")
        @WithConverter(SettingConverters.Switch.class)
        boolean byCmdline();
    }

    /** What is asked of processes that make groups; nothing, unless it is set. */
    interface AdmissionConfig {

        /**
         * How long a process must have lived to make a group. Until then it is counted in its group if that is there
         * already, else in the group {@code other}, and takes only what it uses after that with it. Groups that rules
         * expect are there anyway.
         */
        @WithDefault("0s")
        @WithConverter(SettingConverters.TimeSpan.class)
        Duration minProcessAge();

        /**
         * How much resident memory a process must have to make a group, unless that may not be read. Until then it is
         * counted as one that is too young.
         */
        @WithDefault("0")
        MemorySize minMemory();
    }

    /** The family {@code process_info}. */
    interface ProcessInfoConfig {

        /**
         * Whether there is a sample of {@code process_info} for each process. A new series for each new process: costly for
         * Prometheus where many processes come and go.
         */
        @WithDefault("false")
        @WithConverter(SettingConverters.Switch.class)
        boolean enabled();

        /**
         * How many processes {@code process_info} shows at most.
         */
        @WithDefault("10000")
        @WithConverter(SettingConverters.Limit.class)
        int limit();
    }

    /** Kinds of measures that can be switched off. */
    interface CollectConfig {

        /**
         * The number of threads.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean threads();

        /**
         * The number of open file descriptors.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean descriptors();

        /**
         * Bytes read from and written to disks.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean disk();

        /**
         * Memory that processes share, divided by the number of those who share it (Linux). The kernel has to look at each
         * page for it: it costs more than all else together.
         */
        @WithDefault("false")
        @WithConverter(SettingConverters.Switch.class)
        boolean proportionalMemory();

        /**
         * Bytes and packets received and sent.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean network();

        /**
         * Whether all groups are broken down by the names of their threads (Linux): the metrics {@code process_thread_*}, a
         * series for each name. Each thread that has run costs as much as a process, one that sleeps a fifth of that. Needs
         * {@code collect.threads}. If it is not set: on with {@code profile=process-exporter}, as its flag {@code -threads} is,
         * and off otherwise.
         */
        Optional<@WithConverter(SettingConverters.Switch.class) Boolean> threadNames();

        /**
         * How many names of threads a group has at most. Threads of further names are counted together, as {@code other}.
         */
        @WithDefault("100")
        @WithConverter(SettingConverters.Limit.class)
        int threadNameLimit();
    }

    /** Ways to read the processes of Linux for less. */
    interface LinuxConfig {

        /**
         * Whether the files of a process are left unread if none of its threads has run since the last collection. Needs
         * taskstats (CAP_NET_ADMIN) for the proof.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean skipIdle();

        /**
         * After how many collections such a process is read all the same, for what others can do to it: memory reclaimed by the
         * kernel, priorities and limits set from outside. So late it is seen at the latest. 1: in each collection.
         */
        @WithDefault("20")
        @WithConverter(SettingConverters.Limit.class)
        int fullReadEvery();

        /**
         * Whether the files of processes that run are kept open from one collection to the next, four of each process. At most
         * half of the descriptors that this process may have are used for it.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean keepDescriptors();

        /**
         * How much memory of the kernel files that are kept open may take, 4 KiB each. It is no part of this process's own, but
         * counts for its control group.
         */
        @WithDefault("32M")
        MemorySize keptMemory();
    }

    /** What the OpenMetrics format carries. */
    interface OpenMetricsConfig {

        /**
         * Whether counters have a {@code _created} sample, which tells since when they count.
         */
        @WithDefault("false")
        @WithConverter(SettingConverters.Switch.class)
        boolean created();
    }

    /** Why a process is in its group. */
    interface ExplainConfig {

        /**
         * Whether the exporter's own endpoint tells, at {@code /explain?pid=N}, what it knows of a process and why the process
         * is in its group: {@code auto} means, if it listens on the loopback interface only ({@code quarkus.http.host}).
         */
        @WithDefault("auto")
        WhenToExplain enabled();

        /** When processes are explained over HTTP. */
        enum WhenToExplain {
            /** To those on this machine. */
            AUTO,
            TRUE,
            FALSE
        }
    }

    /** Rules that are read again. */
    interface ReloadConfig {

        /**
         * Whether {@code POST /-/reload} at the exporter's own endpoint reads the rules file again. Whoever reaches the
         * endpoint
         * may do it then. The program does so on SIGHUP, too, whatever is set here.
         */
        @WithDefault("false")
        @WithConverter(SettingConverters.Switch.class)
        boolean enabled();
    }
}
