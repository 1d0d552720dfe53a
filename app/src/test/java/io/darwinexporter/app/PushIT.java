package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.app.Program.Outcome;
import io.darwinexporter.app.push.OtlpReceiver;
import io.darwinexporter.app.push.OtlpReceiver.Received;
import io.darwinexporter.app.push.PushedPoints;
import io.darwinexporter.app.push.PushedPoints.Point;
import io.darwinexporter.app.web.Certificates;

/** The program beside a receiver of OTLP, good or bad. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the processes are those of a made-up /proc")
class PushIT {

    private static final String PUSH = "darwin-exporter.push.";
    private static final String OWN = "darwin_exporter_";
    private static final String NEEDS_TWO_COLLECTIONS = "process_cpu_usage_percent";
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @TempDir
    Path folder;

    private Path procfs;

    @BeforeEach
    void makeProcesses() throws IOException {
        procfs = FakeProc.make(folder.resolve("proc"), List.of("one", "two", "one", "three"));
    }

    /** The processes are still, so that everything but what they have used before is the same in every collection. */
    @Test
    void statesAreThoseThatAreScraped() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                RunningProgram program = start(receiver, "-D" + PUSH + "profile=original")) {
            PushedPoints pushed = receiver.take().points();
            String text = program.get("/metrics").body();

            Map<String, Double> states = new TreeMap<>();
            for (Point point : pushed.all(point -> !point.name().startsWith(OWN) && !point.instrument().equals("counter")
                    && !point.name().equals(NEEDS_TWO_COLLECTIONS))) {
                states.put(point.name() + point.attributes(), point.value());
            }
            assertThat(states).isEqualTo(statesIn(text)).hasSizeGreaterThan(20);
            assertThat(pushed.resource()).containsEntry("service.name", "darwin-exporter").containsEntry("os.type", "linux")
                    .containsKeys("host.name", "host.arch", "service.version", "service.instance.id");
            assertThat(program.errors()).filteredOn(line -> line.contains("pushed")).singleElement().asString()
                    .endsWith("metrics are pushed to " + receiver.url() + "/v1/metrics every 1 s, profile original");
        }
    }

    @Test
    void conventionsAreTheDefault() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start(); RunningProgram program = start(receiver)) {
            PushedPoints pushed = receiver.take().points();
            Samples scraped = new Samples(program.get("/metrics?profile=otel").body());

            assertThat(pushed.point("process.memory.usage", "groupname", "one").value())
                    .isEqualTo(scraped.value("process_memory_usage_bytes{groupname=\"one\""));
            assertThat(pushed.point("process.cpu.time", "groupname", "one", "cpu.mode", "user").attributes())
                    .containsOnlyKeys("groupname", "process.owner", "cpu.mode");
        }
    }

    @Test
    void nothingIsPushedUnlessThatIsAskedFor() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                RunningProgram program = Program.in(folder).with("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url())
                        .with("OTEL_METRIC_EXPORT_INTERVAL", "1000").start(procfs())) {
            String text = program.get("/metrics").body();

            assertThat(text).contains(OWN + "collections_total").doesNotContain(OWN + "push");
            assertThat(program.errors()).noneMatch(line -> line.contains("push"));
            assertThat(receiver.drain()).isEmpty();
        }
    }

    @Test
    void standardVariablesAreUnderstood() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                RunningProgram program = Program.in(folder).with("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url() + "/base")
                        .with("OTEL_METRIC_EXPORT_INTERVAL", "1000").with("OTEL_EXPORTER_OTLP_HEADERS", "api-key=s3cret%20key")
                        .with("OTEL_SERVICE_NAME", "processes").with("OTEL_RESOURCE_ATTRIBUTES", "host.name=web-1,team=a")
                        .with("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
                        .start(procfs(), "-D" + PUSH + "enabled=true")) {
            Received received = receiver.take();

            assertThat(received.path()).isEqualTo("/base/v1/metrics");
            assertThat(received.headers()).containsEntry("api-key", "s3cret key").doesNotContainKey("content-encoding");
            assertThat(received.points().resource()).containsEntry("service.name", "processes").containsEntry("team", "a")
                    .containsEntry("host.name", "web-1").containsEntry("service.instance.id", "web-1");
            assertThat(program.errors()).noneMatch(line -> line.contains("s3cret"));
        }
    }

    @Test
    void countersOfAnotherRunHaveAnotherStart() throws Exception {
        Point first;
        Point again;
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            try (RunningProgram program = start(receiver)) {
                first = cpu(receiver.take());
                assertThat(program.isAlive()).isTrue();
            }
            receiver.drain();
            try (RunningProgram program = start(receiver)) {
                again = cpu(receiver.take());
                assertThat(program.isAlive()).isTrue();
            }
        }

        assertThat(first.startNanos()).isPositive().isLessThanOrEqualTo(first.timeNanos());
        assertThat(again.startNanos()).isGreaterThan(first.timeNanos());
        assertThat(again.value()).isEqualTo(first.value()).isZero();
    }

    @Test
    void receiverThatIsAwayGetsWhatHasWaited() throws Exception {
        int port;
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            port = receiver.port();
        }
        try (RunningProgram program = Program.in(folder).start(procfs(), "--push", "http://127.0.0.1:" + port,
                "-D" + PUSH + "interval=1s")) {
            awaitMetric(program, OWN + "push_requests_total{result=\"later\"}", 2);
            awaitMetric(program, OWN + "push_queue_requests", 2);

            try (OtlpReceiver receiver = OtlpReceiver.startAt(port)) {
                long firstNanos = receiver.take().points().points().get(0).timeNanos();
                long secondNanos = receiver.take().points().points().get(0).timeNanos();

                assertThat(secondNanos).isGreaterThan(firstNanos);
                awaitMetric(program, OWN + "push_requests_total{result=\"accepted\"}", 2);
                assertThat(program.get("/metrics").body()).contains(OWN + "push_last_success_timestamp_seconds");
            }
            assertThat(warnings(program)).singleElement().asString().contains("Connection refused", "they will be sent again");
            assertThat(program.errors()).filteredOn(line -> line.contains("INFO")).anyMatch(line -> line.endsWith("again"));
        }
    }

    @Test
    void refusalsAndRejectionsAreToldAndCounted() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.otherwise(OtlpReceiver.status(401, "unknown\nkey"));
            receiver.next(OtlpReceiver.rejecting(5, "too old"));
            try (RunningProgram program = start(receiver)) {
                awaitMetric(program, OWN + "push_requests_total{result=\"refused\"}", 2);

                Samples samples = new Samples(program.get("/metrics").body());
                assertThat(samples.value(OWN + "push_rejected_points_total")).isEqualTo(5);
                assertThat(samples.value(OWN + "push_dropped_requests_total{reason=\"refused\"}")).isGreaterThanOrEqualTo(2);
                assertThat(warnings(program)).hasSize(2)
                        .anyMatch(line -> line.contains("points were rejected, \"too old\""))
                        .anyMatch(line -> line.contains("status 401, \"unknown key\""));
            }
        }
    }

    @Test
    void scrapesGoOnWhateverTheReceiverDoes() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.next(exchange -> exchange.getResponseBody().write(1));
            receiver.next(exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
                exchange.getResponseBody().write(new byte[1 << 20]);
            });
            receiver.otherwise(exchange -> await(forever));
            try (RunningProgram program = start(receiver, "-D" + PUSH + "timeout=1s")) {
                awaitMetric(program, OWN + "push_requests_total{result=\"later\"}", 3);

                assertThat(program.get("/metrics").body()).contains("process_num_procs{groupname=\"one\"");
                assertThat(program.isAlive()).isTrue();
                assertThat(program.errors()).noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
                assertThat(warnings(program)).anyMatch(line -> line.contains("no answer, \"within 1000 ms\""));
            }
        } finally {
            forever.countDown();
        }
    }

    @Test
    void whatIsCollectedLastArrivesBeforeTheEnd() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                RunningProgram program = start(receiver, "-D" + PUSH + "interval=1h")) {
            program.get("/metrics");

            program.signal("TERM");

            assertThat(program.exitCodeWithin(Duration.ofSeconds(20))).isIn(0, 143);
            assertThat(receiver.drain()).hasSize(1);
        }
    }

    /** The patience of the test is half of that of the receiver. */
    @Test
    void receiverThatHangsDoesNotKeepTheProgramFromEnding() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.otherwise(exchange -> await(forever));
            try (RunningProgram program = start(receiver, "-D" + PUSH + "timeout=40s")) {
                receiver.take();

                program.signal("TERM");

                assertThat(program.exitCodeWithin(Duration.ofSeconds(20))).isIn(0, 143);
                assertThat(program.errors()).noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
            }
        } finally {
            forever.countDown();
        }
    }

    @Test
    void bothSidesShowTheirCertificates() throws Exception {
        Certificates certificates = Certificates.make(folder).issue("server").issue("client");
        String[] trusting = { "-D" + PUSH + "certificate=" + folder.resolve("ca.crt"), "-D" + PUSH + "client-certificate="
                + folder.resolve("client.crt"), "-D" + PUSH + "client-key=" + folder.resolve("client.key") };
        try (OtlpReceiver receiver = OtlpReceiver.startTls(certificates.client("server"))) {
            try (RunningProgram program = start(receiver, trusting)) {
                assertThat(receiver.take().points().points()).isNotEmpty();
                assertThat(warnings(program)).isEmpty();
            }
            receiver.drain();
            // Without a certificate of its own, and without trust in that of the receiver.
            for (String[] less : new String[][] { { trusting[0] }, { trusting[1], trusting[2] } }) {
                try (RunningProgram program = start(receiver, less)) {
                    awaitMetric(program, OWN + "push_requests_total{result=\"later\"}", 1);
                    assertThat(receiver.drain()).isEmpty();
                }
            }
        }
    }

    @Test
    void whatIsNoSettingIsToldWithItsPlace() throws Exception {
        configure(PUSH + "endpoint=http://collector\n" + PUSH + "profile=none\n" + PUSH + "intervall=1s\n");

        Outcome check = Program.in(folder).run("check-config");

        String file = "darwin-exporter: config/application.properties:";
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.errors()).hasSize(2)
                .anyMatch(line -> line.startsWith(file + "2: " + PUSH + "profile: \"none\" is not accepted, it takes one of "))
                .contains(file + "3: " + PUSH + "intervall: there is no such setting");
    }

    @Test
    void whatIsWrongIsToldWithoutSecrets() throws Exception {
        configure("\n" + PUSH + "endpoint=http://user:s3cret@collector\n");
        Program program = Program.in(folder).with("OTEL_EXPORTER_OTLP_HEADERS", "s3cret");

        Outcome check = program.run("check-config", "-D" + PUSH + "interval=10ms");
        Outcome start = program.run(procfs(), "--port", "0", "-D" + PUSH + "interval=10ms");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.errors()).noneMatch(line -> line.contains("s3cret")).hasSize(3)
                .anyMatch(line -> line.startsWith("darwin-exporter: config/application.properties:2: " + PUSH
                        + "endpoint: \"...\" is not accepted, it takes a URL without user"))
                .anyMatch(line -> line.startsWith("darwin-exporter: command line: " + PUSH + "interval: \"PT0.01S\""))
                .anyMatch(line -> line.startsWith("darwin-exporter: environment variable OTEL_EXPORTER_OTLP_HEADERS: "));
        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.errors()).noneMatch(line -> line.contains("s3cret"))
                .filteredOn(line -> line.startsWith("darwin-exporter: ")).hasSize(3)
                .allMatch(line -> line.contains("is not accepted, it takes "));
    }

    private void configure(String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("config")).resolve("application.properties"), text);
    }

    private RunningProgram start(OtlpReceiver receiver, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(procfs(), "--push", receiver.url()));
        List<String> given = List.of(arguments);
        if (given.stream().noneMatch(argument -> argument.startsWith("-D" + PUSH + "interval="))) {
            all.add("-D" + PUSH + "interval=1s");
        }
        all.addAll(given);
        return Program.in(folder).start(all.toArray(String[]::new));
    }

    private String procfs() {
        return "-Dquarkus.darwin-exporter.procfs=" + procfs;
    }

    private static List<String> warnings(RunningProgram program) throws IOException {
        return program.errors().stream().filter(line -> line.contains(" WARN ") && line.contains("metrics")).toList();
    }

    private static Point cpu(Received received) {
        return received.points().point("process.cpu.time", "groupname", "one", "cpu.mode", "user");
    }

    private static void awaitMetric(RunningProgram program, String beginning, double atLeast) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (new Samples(program.get("/metrics").body()).find(beginning).orElse(-1) < atLeast) {
            assertThat(System.nanoTime()).as("waiting for %s %s", beginning, atLeast).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a scrape shows of groups that rises and falls, by name and labels. */
    private static Map<String, Double> statesIn(String text) {
        Map<String, Double> states = new TreeMap<>();
        for (String line : text.lines().filter(line -> line.startsWith("process_")).toList()) {
            int brace = line.indexOf('{');
            String name = line.substring(0, brace);
            if (!name.equals(NEEDS_TWO_COLLECTIONS) && !text.contains("# TYPE " + name + " counter\n")) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(line);
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                states.put(name + labels, Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
            }
        }
        return states;
    }
}
