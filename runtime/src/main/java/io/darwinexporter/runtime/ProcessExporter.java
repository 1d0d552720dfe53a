package io.darwinexporter.runtime;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.exposition.Exposition;
import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.quarkus.arc.ClientProxy;

/**
 * The exporter of an application: everything from the source of processes to the text that is sent, put together by the
 * configuration. Lives as long as the application.
 */
@Singleton
public class ProcessExporter {

    private static final Logger LOG = Logger.getLogger(ProcessExporter.class);

    private final ExporterSettings settings;
    private final SharedCollection collection;
    private final MetricCatalogue catalogue;
    private final Exposition exposition;
    private final String grouping;

    /**
     * Opens the source of processes.
     *
     * @throws SettingsException if configured values do not go together
     * @throws io.darwinexporter.internal.snapshot.UnsupportedPlatformException if this platform's processes cannot be read
     */
    ProcessExporter(DarwinExporterBuildTimeConfig built, DarwinExporterRuntimeConfig config, WebLayout layout,
            Instance<GroupNamer> applicationNamer) {
        settings = ExporterSettings.of(built, config, layout);
        GroupNamer namer = applicationNamer.isResolvable() ? applicationNamer.get() : settings.grouping();
        grouping = applicationNamer.isResolvable() ? "by " + ClientProxy.unwrap(namer).getClass().getName()
                : settings.groupingText();
        ProcessSource source = PlatformSources.open(settings.platform(), settings.source(namer.usesArguments()),
                settings.procfs());
        SourceDescription description = source.description();
        collection = new SharedCollection(new CollectionCycle(source, settings.patterns(), namer, settings.groups()),
                settings.minAge());
        catalogue = MetricCatalogue.of(description, settings.catalogue());
        exposition = new Exposition(catalogue);
        tellWhatIsOn(description, layout);
    }

    private void tellWhatIsOn(SourceDescription description, WebLayout layout) {
        LOG.infof("darwin-exporter %s, %s%s", settings.catalogue().version(), description.summary(),
                layout.endpoint() ? ", metrics at " + layout.absolute(settings.path()) : "");
        if (!description.missing().isEmpty()) {
            LOG.infof("missing here: %s", String.join("; ", description.missing()));
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
        return grouping;
    }

    MetricCatalogue catalogue() {
        return catalogue;
    }

    SharedCollection collection() {
        return collection;
    }

    /**
     * Metrics as text, fresh or at least collected after they were asked for.
     *
     * @param askedNanos when they were asked for, by {@link System#nanoTime()}
     * @return the same array for everyone who asks for the same; not to be changed
     */
    byte[] scrape(long askedNanos, ExpositionFormat format, boolean gzip) {
        return collection.freshSince(askedNanos, result -> exposition.body(result, format, gzip));
    }

    @PreDestroy
    void close() {
        collection.close();
    }
}
