package io.darwinexporter.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.darwinexporter.internal.exporter.Platform;
import io.darwinexporter.internal.filter.PatternSyntax;
import io.darwinexporter.internal.metric.Profile;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
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

    /**
     * How the exporter saves processor time on Linux. What it shows is the same with all of these on or off.
     */
    LinuxConfig linux();

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
         * endpoint may do it then. The program does so on SIGHUP, too, whatever is set here.
         */
        @WithDefault("false")
        @WithConverter(SettingConverters.Switch.class)
        boolean enabled();
    }
}
