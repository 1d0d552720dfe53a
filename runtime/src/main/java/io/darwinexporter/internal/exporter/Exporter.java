package io.darwinexporter.internal.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.MetricsFormat;
import io.darwinexporter.MetricsText;
import io.darwinexporter.OpenedProcesses;
import io.darwinexporter.ProcessCollection;
import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.exposition.Exposition;
import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * Everything from a source of processes to the text that is sent.
 */
public final class Exporter implements OpenedProcesses {

    private final SourceDescription source;
    private final MetricCatalogue catalogue;
    private final SharedCollection collection;
    private final Exposition exposition;
    private final GroupNamer namer;

    /**
     * @param source is owned from now on
     * @param minAge results younger than this are as good as new
     */
    public Exporter(ProcessSource source, ProcessFilter filter, GroupNamer namer, GroupSettings groups, Duration minAge,
            CatalogueSettings metrics) {
        this.source = source.description();
        this.catalogue = MetricCatalogue.of(this.source, metrics);
        this.collection = new SharedCollection(new CollectionCycle(source, filter, namer, groups), minAge);
        this.exposition = new Exposition(catalogue);
        this.namer = namer;
    }

    /**
     * What a source has to read where processes are grouped by rules and, those that no rule takes, by a namer.
     */
    public static Set<ProcessFact> usedFacts(RuleSet rules, GroupNamer namer) {
        Set<ProcessFact> used = EnumSet.noneOf(ProcessFact.class);
        used.addAll(rules.usedFacts());
        if (!rules.rulesOnly()) {
            used.addAll(namer.usedFacts());
        }
        return used;
    }

    /**
     * Groups by these rules from the next collection on, and only what none of them takes by the namer. Groups that live on
     * keep what they have counted.
     */
    public void useRules(RuleSet rules) {
        collection.useRules(rules, usedFacts(rules, namer));
    }

    public SourceDescription source() {
        return source;
    }

    public MetricCatalogue catalogue() {
        return catalogue;
    }

    public SharedCollection collection() {
        return collection;
    }

    /**
     * Metrics as text, fresh or at least collected after they were asked for.
     *
     * @param askedNanos when they were asked for, by {@link System#nanoTime()}
     * @return the same body for everyone who asks for the same; to be {@linkplain ResponseBody#release given back}
     */
    public ResponseBody scrape(long askedNanos, ExpositionFormat format, boolean gzip) {
        return collection.freshSince(askedNanos, result -> exposition.body(result, format, gzip));
    }

    @Override
    public ProcessCollection collect() {
        return collection.fresh(Exporter::copy)
                .orElseThrow(() -> new IllegalStateException("no collection has succeeded yet"));
    }

    @Override
    public Optional<ProcessCollection> latest() {
        return collection.latest(Exporter::copy);
    }

    private static Optional<ProcessCollection> copy(CollectionResult result) {
        return result.report().collections() == 0 ? Optional.empty() : Optional.of(CollectionCopy.of(result));
    }

    @Override
    public MetricsText metrics(MetricsFormat format) {
        ExpositionFormat exposed = switch (format) {
            case TEXT -> ExpositionFormat.TEXT;
            case OPENMETRICS -> ExpositionFormat.OPENMETRICS;
        };
        ResponseBody body = scrape(System.nanoTime(), exposed, false);
        try {
            return new MetricsText(exposed.contentType(), new String(body.bytes(), 0, body.length(), UTF_8));
        } finally {
            body.release();
        }
    }

    @Override
    public void close() {
        collection.close();
    }
}
