package io.darwinexporter.app.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.darwinexporter.app.push.OtlpReceiver.Received;
import io.opentelemetry.exporter.internal.http.HttpSenderConfig;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.vertx.core.Vertx;

class DeliveryTest {

    private final PushReport report = new PushReport(true);
    private final RequestQueue queue = new RequestQueue(1 << 20, report);
    private Delivery delivery;

    @AutoClose
    private static final Vertx VERTX = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        delivery.close(Duration.ofSeconds(10));
    }

    @Test
    void whatIsForLaterIsSentAgainInOrder() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.next(OtlpReceiver.status(503, "busy", "Retry-After", "0"));
            receiver.next(OtlpReceiver.status(429, "slow down"));
            queue.add(request("first"));
            queue.add(request("second"));

            start(receiver.url());

            assertThat(names(receiver, 4)).containsExactly("first", "first", "first", "second");
            assertThatReported("requests_total{result=accepted} 2", "requests_total{result=later} 2",
                    "requests_total{result=refused} 0", "dropped_requests_total{reason=overflow} 0", "queue_requests 0");
        }
    }

    @Test
    void whatIsRefusedIsDroppedAndTheNextIsSent() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.next(OtlpReceiver.status(401, "who are you"));
            queue.add(request("first"));
            queue.add(request("second"));

            start(receiver.url());

            assertThat(names(receiver, 2)).containsExactly("first", "second");
            assertThatReported("requests_total{result=refused} 1", "dropped_requests_total{reason=refused} 1",
                    "requests_total{result=accepted} 1");
        }
    }

    @Test
    void pointsThatAreRejectedAreCountedAndNotSentAgain() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.next(OtlpReceiver.rejecting(17, "too old"));
            queue.add(request("first"));
            queue.add(request("second"));

            start(receiver.url());

            assertThat(names(receiver, 2)).containsExactly("first", "second");
            assertThatReported("requests_total{result=accepted} 2", "rejected_points_total 17");
        }
    }

    @Test
    void receiverThatComesLateGetsWhatWaits() throws Exception {
        int port;
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            port = receiver.port();
        }
        queue.add(request("first"));
        queue.add(request("second"));
        start("http://127.0.0.1:" + port);
        await("requests_total{result=later} 2");

        try (OtlpReceiver receiver = OtlpReceiver.startAt(port)) {
            assertThat(names(receiver, 2)).containsExactly("first", "second");
            assertThatReported("requests_total{result=accepted} 2");
            assertThat(ReportText.of(report)).anyMatch(line -> line.startsWith("last_success_timestamp_seconds "));
        }
    }

    @Test
    void nothingIsToldOfASuccessThatNeverWas() throws Exception {
        start("http://127.0.0.1:1");

        assertThat(ReportText.of(report)).noneMatch(line -> line.startsWith("last_success_timestamp_seconds"));
    }

    @Test
    void whatWaitsIsDeliveredAtTheEnd() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.next(OtlpReceiver.status(503, "for a long time", "Retry-After", "3600"));
            queue.add(request("first"));
            queue.add(request("second"));
            start(receiver.url());
            await("requests_total{result=later} 1");

            delivery.close(Duration.ofSeconds(30));

            assertThat(names(receiver, 3)).containsExactly("first", "first", "second");
            assertThat(queue.size()).isZero();
        }
    }

    @Test
    void receiverThatFailsAtTheEndIsAskedOnce() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.otherwise(OtlpReceiver.status(503, "for a long time", "Retry-After", "3600"));
            queue.add(request("first"));
            queue.add(request("second"));
            start(receiver.url());
            await("requests_total{result=later} 1");

            delivery.close(Duration.ofSeconds(30));

            assertThat(receiver.drain()).hasSize(2);
            assertThat(queue.size()).isEqualTo(2);
        }
    }

    /** The patience of the test is far longer than that of the delivery, and far shorter than the receiver would take. */
    @Test
    void receiverThatHangsDoesNotKeepTheProgramFromEnding() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.otherwise(exchange -> awaitQuietly(forever));
            queue.add(request("first"));
            start(receiver.url());
            receiver.take();

            delivery.close(Duration.ofMillis(100));

            assertThatReported("requests_total{result=accepted} 0", "requests_total{result=later} 0");
        } finally {
            forever.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String url) {
        Receiver receiver = new Receiver(VERTX, HttpSenderConfig.create(url, null, false, "application/x-protobuf",
                TimeUnit.SECONDS.toNanos(60), TimeUnit.SECONDS.toNanos(60), Map::of, null, null, null, null, null),
                TlsFiles.NONE);
        delivery = new Delivery(queue, receiver, url, new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), new Random(1)),
                report);
        delivery.start();
    }

    private void assertThatReported(String... lines) throws Exception {
        for (String line : lines) {
            await(line);
        }
    }

    private void await(String line) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!ReportText.of(report).contains(line) && !isPast(line) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        if (!isPast(line)) {
            assertThat(ReportText.of(report)).contains(line);
        }
    }

    /** Attempts that fail go on while somebody looks. */
    private boolean isPast(String line) {
        int end = line.lastIndexOf(' ') + 1;
        return line.contains("result=later")
                && ReportText.of(report).stream().anyMatch(told -> told.startsWith(line.substring(0, end))
                        && Long.parseLong(told.substring(end)) > Long.parseLong(line.substring(end)));
    }

    private static byte[] request(String schema) {
        return ExportMetricsServiceRequest.newBuilder().addResourceMetrics(ResourceMetrics.newBuilder().setSchemaUrl(schema))
                .build().toByteArray();
    }

    private static List<String> names(OtlpReceiver receiver, int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Received received = receiver.take();
            names.add(received.message().getResourceMetrics(0).getSchemaUrl());
        }
        return names;
    }
}
