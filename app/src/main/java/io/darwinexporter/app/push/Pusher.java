package io.darwinexporter.app.push;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.internal.http.HttpSender;
import io.opentelemetry.exporter.internal.http.HttpSenderConfig;
import io.opentelemetry.exporter.internal.http.HttpSenderProvider;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.vertx.core.Vertx;

/**
 * Everything from a collection to the receiver: OpenTelemetry's reader asks for metrics now and then and hands them to its
 * exporter, which makes requests of them; these are queued and delivered.
 */
final class Pusher {

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
    /** With these, and all else that has to end, the program stops in less than 5 seconds. */
    private static final Duration LAST_COLLECTION = Duration.ofMillis(500);
    private static final Duration LAST_DELIVERY = Duration.ofSeconds(1);

    private final SdkMeterProvider reading;
    private final Delivery delivery;

    private Pusher(SdkMeterProvider reading, Delivery delivery) {
        this.reading = reading;
        this.delivery = delivery;
    }

    /** @param catalogue with counters that count since the first collection */
    static Pusher start(PushSettings settings, SharedCollection collection, MetricCatalogue catalogue, PushReport report,
            Vertx vertx) {
        RequestQueue queue = new RequestQueue(settings.queueBytes(), report);
        Connection connection = new Connection(settings, queue, vertx);
        MetricExporter exporter = exporter(settings, connection);
        Instant start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        String osType = collection.latest(result -> result.source().platform());
        Delivery delivery = new Delivery(queue, connection.receiver(), settings.endpointText(),
                new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, new Random()), report);
        SdkMeterProvider reading = SdkMeterProvider.builder()
                .setResource(HostResource.of(osType, catalogue.settings().version(), settings.attributes()))
                .registerMetricProducer(new SnapshotProducer(collection, catalogue, start))
                .registerMetricReader(PeriodicMetricReader.builder(exporter).setInterval(settings.interval()).build())
                .build();
        delivery.start();
        return new Pusher(reading, delivery);
    }

    private static MetricExporter exporter(PushSettings settings, Connection connection) {
        return OtlpHttpMetricExporter.builder()
                .setEndpoint(settings.endpoint().toString())
                .setTimeout(settings.timeout())
                .setCompression(settings.gzip() ? "gzip" : "none")
                .setHeaders(settings::headers)
                // A second copy of all points, encoded, would be there while a request is made.
                .setMemoryMode(MemoryMode.REUSABLE_DATA)
                .setMeterProvider(MeterProvider.noop())
                .setRetryPolicy(null)
                .setComponentLoader(connection)
                .build();
    }

    /** Pushes what there is to say last, as far as that can be done in a second and a half. */
    void stop() throws InterruptedException {
        Thread last = new Thread(reading::shutdown, "darwin-exporter-push-last");
        last.setDaemon(true);
        last.start();
        last.join(LAST_COLLECTION.toMillis());
        delivery.close(LAST_DELIVERY);
    }

    /** Where OpenTelemetry's exporter finds its connection: ours. */
    private static final class Connection implements ComponentLoader, HttpSenderProvider {

        private final PushSettings settings;
        private final RequestQueue queue;
        private final Vertx vertx;
        private @Nullable Receiver receiver;

        Connection(PushSettings settings, RequestQueue queue, Vertx vertx) {
            this.settings = settings;
            this.queue = queue;
            this.vertx = vertx;
        }

        @Override
        public <T> Iterable<T> load(Class<T> kind) {
            return kind == HttpSenderProvider.class ? List.of(kind.cast(this)) : List.of();
        }

        @Override
        public HttpSender createSender(HttpSenderConfig exporter) {
            receiver = new Receiver(vertx, exporter, settings.tls());
            return new RequestSender(exporter.getCompressor(), queue);
        }

        /** After the exporter was built. */
        Receiver receiver() {
            return Objects.requireNonNull(receiver);
        }
    }
}
