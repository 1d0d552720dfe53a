package io.darwinexporter.app.push;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.darwinexporter.internal.collect.CollectionReport;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.group.GroupLabels;
import io.darwinexporter.internal.group.LabelForm;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.OtelSpelling;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.EpochNanos;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;

/**
 * Gives OpenTelemetry's reader the metrics of a fresh collection, which is shared with those who scrape.
 * <p>
 * All points of one collection are of the same moment. What no collection has found out is left out: after one that
 * failed there are only the exporter's own metrics, which tell that.
 */
final class SnapshotProducer implements MetricProducer {

    private static final String SCOPE = "io.darwinexporter";

    private final SharedCollection collection;
    private final Profile profile;
    private final List<PointSink> sinks = new ArrayList<>();
    private final InstrumentationScopeInfo scope;
    private final long startEpochNanos;
    private long lastTimeEpochNanos;

    /**
     * @param catalogue with counters that count since the first collection
     * @param start when the program was started, and all that it counts was 0
     */
    SnapshotProducer(SharedCollection collection, MetricCatalogue catalogue, Instant start) {
        this.collection = collection;
        this.profile = catalogue.profile();
        this.scope = InstrumentationScopeInfo.builder(SCOPE).setVersion(catalogue.settings().version()).build();
        this.startEpochNanos = EpochNanos.of(start);
        LabelForm<Attributes> groupAttributes = this::attributesOf;
        for (MetricFamily family : catalogue.families()) {
            sinks.add(new PointSink(family, profile, groupAttributes));
        }
    }

    private Attributes attributesOf(GroupLabels group) {
        AttributesBuilder attributes = Attributes.builder();
        List<String> names = new ArrayList<>(profile.labelNames());
        names.addAll(group.extra().keySet());
        List<String> values = group.in(profile.labelValues());
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                attributes.put(OtelSpelling.attributeOf(names.get(i), profile), values.get(i));
            }
        }
        return attributes.build();
    }

    @Override
    public Collection<MetricData> produce(Resource resource) {
        try {
            return collection.fresh(result -> metrics(result, resource));
        } catch (IllegalStateException closed) {
            // The program is about to end, and this came too late.
            return List.of();
        }
    }

    /** Called by one thread at a time, the one that has the result on loan. */
    private List<MetricData> metrics(CollectionResult result, Resource resource) {
        CollectionReport report = result.report();
        boolean collected = report.success();
        long time = collected ? report.timestampEpochNanos() : EpochNanos.now();
        if (time == lastTimeEpochNanos) {
            // Pushed already: nothing has been collected since.
            return List.of();
        }
        lastTimeEpochNanos = time;
        List<MetricData> metrics = new ArrayList<>(sinks.size());
        for (PointSink sink : sinks) {
            if (collected || sink.description().isOfExporter()) {
                Data<?> points = sink.points(result, time, startEpochNanos);
                if (points != null) {
                    metrics.add(
                            new PushedMetric(resource, scope, sink.spelling(), sink.description().help(), sink.type(), points));
                }
            }
        }
        return metrics;
    }
}
