package io.darwinexporter.runtime;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.HostProcesses;
import io.darwinexporter.MetricsFormat;
import io.darwinexporter.MetricsText;
import io.darwinexporter.ProcessCollection;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.explain.Explainer;
import io.darwinexporter.internal.explain.Explanation;
import io.darwinexporter.internal.exporter.Exporter;
import io.darwinexporter.internal.exporter.PlatformSources;
import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.darwinexporter.internal.metric.AddedFamilies;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.OwnProcess;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.quarkus.arc.ClientProxy;
import io.smallrye.config.SmallRyeConfig;

/**
 * The exporter of an application, made as it is configured. Lives as long as the application.
 */
@Singleton
public class ProcessExporter implements HostProcesses {

    private static final Logger LOG = Logger.getLogger(ProcessExporter.class);

    private final ExporterSettings settings;
    private final Exporter exporter;
    private final OwnProcess ownProcess = new OwnProcess();
    private final GroupNamer namer;
    private final String otherwise;
    private volatile Ruled ruled;

    /**
     * Opens the source of processes.
     *
     * @throws SettingsException if configured values do not go together
     * @throws io.darwinexporter.internal.snapshot.UnsupportedPlatformException if this platform's processes cannot be read
     */
    ProcessExporter(DarwinExporterBuildTimeConfig built, DarwinExporterRuntimeConfig config, WebLayout layout,
            JnaVersion jna, Instance<GroupNamer> applicationNamer, Instance<AddedFamilies> added) {
        settings = ExporterSettings.of(built, config, layout);
        namer = applicationNamer.isResolvable() ? applicationNamer.get() : settings.grouping();
        otherwise = applicationNamer.isResolvable() ? "by " + ClientProxy.unwrap(namer).getClass().getName()
                : settings.grouping().toString();
        ProcessSource source = PlatformSources.open(settings.platform(),
                settings.source(Exporter.usedFacts(settings.rules(), namer)), settings.linux());
        exporter = new Exporter(source, settings.patterns(), namer, settings.groups(), settings.minAge(),
                settings.catalogue().adding(familiesOf(added)), settings.profile());
        exporter.useRules(settings.rules());
        exporter.collection().budget(settings.collectionBudget());
        ruled = ruled(settings.rules());
        tellWhatIsOn(exporter.source(), layout, jna);
        if (ExporterSettings.threadNames(config) && exporter.source().threadCounters().isEmpty()) {
            LOG.warn("collect.thread-names is on, but threads cannot be told apart here");
        }
    }

    private static List<MetricFamily> familiesOf(Instance<AddedFamilies> added) {
        return added.stream().map(AddedFamilies::families).flatMap(List::stream).toList();
    }

    /** What there is to say of the rules in use. */
    private record Ruled(String grouping, Explainer explainer) {
    }

    private Ruled ruled(RuleSet rules) {
        String grouping = rules.rules().isEmpty() && !rules.rulesOnly() ? otherwise
                : "by rules (" + rules.rules().size() + "), " + (rules.rulesOnly() ? "nothing else" : "else " + otherwise);
        return new Ruled(grouping, Explainer.ofExporter(settings.patterns(), rules, otherwise,
                settings.source(Exporter.usedFacts(rules, namer))));
    }

    private void tellWhatIsOn(SourceDescription description, WebLayout layout, JnaVersion jna) {
        LOG.infof("darwin-exporter %s, %s, JNA %s%s", settings.catalogue().version(), description.summary(), jna.number(),
                layout.endpoint() ? ", metrics at " + layout.absolute(settings.path()) : "");
        if (!description.missing().isEmpty()) {
            LOG.infof("missing here: %s", String.join("; ", description.missing()));
        }
        for (SettingKeys.Given unknown : SettingKeys.unknownIn(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class))) {
            // Of others, Quarkus says so itself.
            if (unknown.isVariable()) {
                LOG.warnf("%sthere is no such setting", unknown.located());
            }
        }
        for (String warning : settings.patterns().warnings()) {
            LOG.warn(warning);
        }
    }

    ExporterSettings settings() {
        return settings;
    }

    /** How processes are grouped, in words. */
    String grouping() {
        return ruled.grouping();
    }

    /** The program that the exporter is part of. */
    OwnProcess ownProcess() {
        return ownProcess;
    }

    MetricCatalogue catalogue() {
        return exporter.catalogue();
    }

    /** As {@link Exporter#watchedCatalogue}. */
    public MetricCatalogue watchedCatalogue(Profile profile) {
        return exporter.watchedCatalogue(profile);
    }

    /** What is collected, whoever asks for it. */
    public SharedCollection collection() {
        return exporter.collection();
    }

    /** As {@link Exporter#useRules}. */
    void useRules(RuleSet rules) {
        exporter.useRules(rules);
        ruled = ruled(rules);
    }

    /** As {@link Exporter#scrape}. */
    ResponseBody scrape(long askedNanos, Profile profile, ExpositionFormat format, boolean gzip) {
        return exporter.scrape(askedNanos, profile, format, gzip);
    }

    /** Explains a process that lives now; never shows its command line. Empty if there is none that is looked at. */
    Optional<Explanation> explain(int pid) {
        return exporter.collection().fresh(result -> ruled.explainer().process(result, pid));
    }

    /** Explains processes of that name, {@code limit} at most. */
    List<Explanation> explain(String name, int limit) {
        return exporter.collection().fresh(result -> ruled.explainer().named(result, name, limit));
    }

    @Override
    public ProcessCollection collect() {
        return exporter.collect();
    }

    @Override
    public Optional<ProcessCollection> latest() {
        return exporter.latest();
    }

    @Override
    public MetricsText metrics(MetricsFormat format) {
        return exporter.metrics(format);
    }

    @PreDestroy
    void close() {
        exporter.close();
    }
}
