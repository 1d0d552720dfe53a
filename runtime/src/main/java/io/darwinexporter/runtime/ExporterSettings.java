package io.darwinexporter.runtime;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.exporter.ExporterVersion;
import io.darwinexporter.internal.exporter.Platform;
import io.darwinexporter.internal.filter.NamePatterns;
import io.darwinexporter.internal.group.Admission;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.ThreadSettings;
import io.darwinexporter.internal.linux.LinuxSettings;
import io.darwinexporter.internal.linux.Savings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.rule.RuleReading;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * The configuration, checked, as the core wants it.
 *
 * @param path where metrics are served, below the root path
 * @param interval how often to collect when nobody asks; zero: never
 * @param collectionBudget how long a collection may take before the next ones are made lighter; zero: as long as it needs
 * @param minAge results younger than this are as good as new
 * @param rules they come before the grouping
 * @param profile how metrics are spelled for those who do not ask for anything else
 */
record ExporterSettings(String path, Duration interval, Duration collectionBudget, Duration minAge, NamePatterns patterns,
        ConfiguredGrouping grouping, RuleSet rules, GroupSettings groups,
        CatalogueSettings catalogue, Profile profile, Set<MeasureKind> kinds, boolean kernelThreads, Platform platform,
        LinuxSettings linux) {

    /**
     * @throws SettingsException naming every value that does not go with the others
     */
    static ExporterSettings of(DarwinExporterBuildTimeConfig built, DarwinExporterRuntimeConfig config, WebLayout layout) {
        RuleReading rules = ConfiguredRules.read(config);
        SettingsCheck.of(config, layout, rules.problems());
        GroupingConfig grouping = config.grouping();
        return new ExporterSettings(config.path(), config.interval(), budget(config), config.minAge(), patterns(config),
                new ConfiguredGrouping(grouping.byName(), grouping.byUser(), grouping.byCmdline()),
                rules.rules(),
                new GroupSettings(config.cpuWindow(), config.groupRetention(), config.maxGroups(),
                        admission(config.admission()), threads(config)),
                new CatalogueSettings(config.processInfo().enabled(), config.processInfo().limit(),
                        config.openmetrics().created(), ExporterVersion.current()),
                config.profile(), kinds(built.collectors(), config.collect()), config.kernelThreads(), config.platform(),
                linux(config));
    }

    private static Duration budget(DarwinExporterRuntimeConfig config) {
        return Duration.ofMillis(Math.round(config.interval().toMillis() * config.collectionBudget()));
    }

    private static LinuxSettings linux(DarwinExporterRuntimeConfig config) {
        LinuxConfig linux = config.linux();
        return LinuxSettings.of(config.procfs(), new Savings(linux.skipIdle(), linux.fullReadEvery(), linux.keepDescriptors(),
                linux.keptMemory().asLongValue()));
    }

    private static Admission admission(AdmissionConfig admission) {
        return new Admission(admission.minProcessAge(), admission.minMemory().asLongValue());
    }

    private static ThreadSettings threads(DarwinExporterRuntimeConfig config) {
        int limit = config.collect().threadNameLimit();
        return threadNames(config) ? ThreadSettings.everyGroup(limit) : ThreadSettings.asRulesSay(limit);
    }

    /** Whether all groups are broken down by the names of their threads. */
    static boolean threadNames(DarwinExporterRuntimeConfig config) {
        return config.collect().threadNames().orElse(config.profile() == Profile.PROCESS_EXPORTER);
    }

    private static NamePatterns patterns(DarwinExporterRuntimeConfig config) {
        return new NamePatterns(config.patternSyntax(), config.includePatterns().orElse(List.of()),
                config.excludePatterns().orElse(List.of()));
    }

    private static Set<MeasureKind> kinds(Set<DarwinExporterBuildTimeConfig.Collector> built,
            CollectConfig collect) {
        Set<MeasureKind> kinds = EnumSet.noneOf(MeasureKind.class);
        for (DarwinExporterBuildTimeConfig.Collector collector : built) {
            if (isOn(collector, collect)) {
                kinds.add(collector.kind());
            }
        }
        if (kinds.contains(MeasureKind.MEMORY) && collect.proportionalMemory()) {
            kinds.add(MeasureKind.PROPORTIONAL_MEMORY);
        }
        return Set.copyOf(kinds);
    }

    private static boolean isOn(DarwinExporterBuildTimeConfig.Collector collector,
            CollectConfig collect) {
        return switch (collector) {
            case THREADS -> collect.threads();
            case DESCRIPTORS -> collect.descriptors();
            case DISK -> collect.disk();
            case NETWORK -> collect.network();
            case CPU, MEMORY, SCHEDULING, FAULTS, ENERGY -> true;
        };
    }

    /** What a source is to read, given the facts that grouping looks at. */
    SourceSettings source(Set<ProcessFact> facts) {
        return source(kinds, facts);
    }

    /** As {@link #source(Set)}, with other kinds of measures. */
    SourceSettings source(Set<MeasureKind> kinds, Set<ProcessFact> facts) {
        return new SourceSettings(kinds, facts, kernelThreads);
    }
}
