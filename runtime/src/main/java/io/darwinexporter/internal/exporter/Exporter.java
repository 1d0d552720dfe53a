package io.darwinexporter.internal.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
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
import io.darwinexporter.internal.exposition.BodyMemory;
import io.darwinexporter.internal.exposition.Exposition;
import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.exposition.NoRoomException;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * Everything from a source of processes to the text that is sent.
 */
public final class Exporter implements OpenedProcesses {

    private final SourceDescription source;
    private final CatalogueSettings metrics;
    private final MetricCatalogue catalogue;
    private final SharedCollection collection;
    private final GroupNamer namer;
    /** Made when somebody asks for them; by whoever has the result on loan. */
    private final Map<Profile, Exposition> expositions = new EnumMap<>(Profile.class);
    private final BodyMemory bodies = new BodyMemory();

    /**
     * @param source is owned from now on
     * @param minAge results younger than this are as good as new
     * @param profile how metrics are spelled for those who do not ask for anything else
     */
    public Exporter(ProcessSource source, ProcessFilter filter, GroupNamer namer, GroupSettings groups, Duration minAge,
            CatalogueSettings metrics, Profile profile) {
        this.source = source.description();
        this.metrics = metrics;
        this.catalogue = MetricCatalogue.of(this.source, metrics, profile);
        this.collection = new SharedCollection(new CollectionCycle(source, filter, namer, groups), minAge);
        this.namer = namer;
        collection.onShortage(bodies::clear);
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

    /** What is shown to those who do not ask for another profile. */
    public MetricCatalogue catalogue() {
        return catalogue;
    }

    /** As {@link MetricCatalogue#watched}. */
    public MetricCatalogue watchedCatalogue(Profile profile) {
        return MetricCatalogue.watched(source, metrics, profile);
    }

    public SharedCollection collection() {
        return collection;
    }

    /**
     * Metrics as text, fresh or at least collected after they were asked for.
     *
     * @param askedNanos when they were asked for, by {@link System#nanoTime()}
     * @param profile how metrics are spelled
     * @return the same body for everyone who asks for the same; to be {@linkplain ResponseBody#release given back}
     * @throws NoRoomException if there is no memory for it
     */
    public ResponseBody scrape(long askedNanos, Profile profile, ExpositionFormat format, boolean gzip) {
        return collection.freshSince(askedNanos, result -> body(result, profile, format, gzip));
    }

    private ResponseBody body(CollectionResult result, Profile profile, ExpositionFormat format, boolean gzip) {
        try {
            return exposition(profile).body(result, format, gzip);
        } catch (OutOfMemoryError e) {
            bodies.clear();
            throw refused(new NoRoomException("it does not fit into the heap (" + e.getMessage() + ")"));
        } catch (NoRoomException e) {
            throw refused(e);
        }
    }

    private NoRoomException refused(NoRoomException refusal) {
        collection.refused(refusal.reason());
        return refusal;
    }

    private Exposition exposition(Profile profile) {
        Exposition exposition = expositions.get(profile);
        if (exposition == null) {
            exposition = new Exposition(
                    profile == catalogue.profile() ? catalogue : MetricCatalogue.of(source, metrics, profile), bodies);
            expositions.put(profile, exposition);
        }
        return exposition;
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
        ResponseBody body = scrape(System.nanoTime(), catalogue.profile(), exposed, false);
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
