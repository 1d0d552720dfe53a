package io.darwinexporter.app.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.darwinexporter.app.FakeProc;
import io.darwinexporter.app.push.OtlpReceiver.Received;
import io.darwinexporter.app.push.PushedPoints.Point;
import io.darwinexporter.internal.exporter.Exporter;
import io.darwinexporter.internal.exporter.Platform;
import io.darwinexporter.internal.exporter.PlatformSources;
import io.darwinexporter.internal.exposition.Exposition;
import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.FamilyDescription;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.OtelSpelling;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.vertx.core.Vertx;

/** From collections of a made-up host to what a receiver reads. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the processes are those of a made-up /proc")
class PusherTest {

    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @AutoClose
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    private Path procfs;
    private Exporter exporter;
    private OtlpReceiver receiver;
    private Pusher pusher;

    @BeforeEach
    void begin() throws Exception {
        procfs = FakeProc.make(folder.resolve("proc"), List.of("one", "two", "one", "three"));
        receiver = OtlpReceiver.start();
    }

    @AfterEach
    void end() throws Exception {
        if (pusher != null) {
            pusher.stop();
        }
        receiver.close();
        if (exporter != null) {
            exporter.close();
        }
    }

    /** All that is scraped of groups is pushed, and nothing else, with the same labels and values. */
    @ParameterizedTest
    @EnumSource
    void whatIsPushedIsWhatIsScrapedOfTheSameCollection(Profile profile) throws Exception {
        // Long enough for the scrape below to show the collection that is pushed.
        open(Duration.ofHours(1), profile);
        exporter.collection().collect();

        start(profile, "resource-attributes.\"deployment.environment.name\"", "test");
        PushedPoints pushed = receiver.take().points();

        Map<String, Double> expected = scraped(profile);
        Map<String, Double> actual = new TreeMap<>();
        for (Point point : pushed.all(point -> !point.name().startsWith("darwin_exporter_"))) {
            actual.put(point.name() + point.attributes(), point.value());
        }
        assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(20);
    }

    @Test
    void instrumentsAreThoseOfTheConventions() throws Exception {
        open(Duration.ZERO, Profile.OTEL);

        start(Profile.OTEL);
        PushedPoints pushed = receiver.take().points();

        Point memory = pushed.point("process.memory.usage", "groupname", "one");
        assertThat(memory.instrument()).isEqualTo("sum");
        assertThat(memory.unit()).isEqualTo("By");
        assertThat(memory.isWhole()).isTrue();
        assertThat(memory.value()).isEqualTo(2 * 2287 * 4096);
        assertThat(memory.attributes()).containsOnlyKeys("groupname", "process.owner");
        Point user = pushed.point("process.cpu.time", "groupname", "one", "cpu.mode", "user");
        assertThat(user.instrument()).isEqualTo("counter");
        assertThat(user.unit()).isEqualTo("s");
        assertThat(user.isWhole()).isFalse();
        Point uptime = pushed.point("process.uptime", "groupname", "one");
        assertThat(uptime.instrument()).isEqualTo("gauge");
        assertThat(uptime.startNanos()).isZero();
        Point threads = pushed.point("process.thread.count", "groupname", "three");
        assertThat(threads.unit()).isEqualTo("{thread}");
        assertThat(threads.value()).isEqualTo(1);
    }

    @Test
    void countersCountFromTheStartThatTheyTell() throws Exception {
        long before = System.currentTimeMillis() * 1_000_000;
        open(Duration.ZERO, Profile.OTEL);
        start(Profile.OTEL);

        Point first = cpu(receiver.take().points(), "one");
        // 12.50 s had been used before anybody looked; of pid 102, too.
        use(100, 2250);
        Point second = awaitChange(first);
        FakeProc.makeProcess(procfs, 500, "late");
        PushedPoints later = awaitGroup("late");

        assertThat(first.value()).isZero();
        assertThat(second.value()).isEqualTo(10);
        assertThat(second.startNanos()).isEqualTo(first.startNanos()).isLessThanOrEqualTo(first.timeNanos());
        assertThat(second.timeNanos()).isGreaterThan(first.timeNanos());
        // One tick of the kernel's clock before the first collection at most, and not when the host was started.
        assertThat(first.startNanos()).isGreaterThan(before - 1_000_000_000L);
        Point late = cpu(later, "late");
        assertThat(late.startNanos()).isGreaterThanOrEqualTo(second.startNanos()).isLessThanOrEqualTo(late.timeNanos());
    }

    /** Of the same processes, which live on: what is counted begins anew, and says so. */
    @Test
    void anotherRunIsAnotherStart() throws Exception {
        open(Duration.ZERO, Profile.OTEL);
        start(Profile.OTEL);
        Point first = cpu(receiver.take().points(), "one");
        use(100, 2250);
        Point last = awaitChange(first);
        pusher.stop();
        exporter.close();
        receiver.drain();

        open(Duration.ZERO, Profile.OTEL);
        start(Profile.OTEL);
        Point again = cpu(receiver.take().points(), "one");

        assertThat(last.value()).isEqualTo(10);
        assertThat(again.value()).isZero();
        assertThat(again.startNanos()).isGreaterThan(last.startNanos());
    }

    @Test
    void failedCollectionPushesOnlyThatItFailed() throws Exception {
        open(Duration.ZERO, Profile.OTEL);
        start(Profile.OTEL);
        assertThat(receiver.take().points().point("darwin_exporter_collection_success").value()).isEqualTo(1);

        Files.move(procfs, folder.resolve("away"));
        PushedPoints failed = receiver.take().points();
        while (failed.point("darwin_exporter_collection_success").value() == 1) {
            failed = receiver.take().points();
        }

        assertThat(failed.points()).isNotEmpty().allMatch(point -> point.name().startsWith("darwin_exporter_"));
        assertThat(failed.points()).extracting(Point::timeNanos).containsOnly(failed.points().get(0).timeNanos());
    }

    @Test
    void resourceTellsHostAndProgram() throws Exception {
        open(Duration.ZERO, Profile.OTEL);
        start(Profile.OTEL, "resource-attributes.\"host.name\"", "web-1", "resource-attributes.\"service.namespace\"", "infra",
                "headers.\"X-Scope-OrgID\"", "team");

        Received received = receiver.take();

        assertThat(received.path()).isEqualTo("/v1/metrics");
        assertThat(received.headers()).containsEntry("x-scope-orgid", "team").containsEntry("content-encoding", "gzip")
                .containsEntry("content-type", "application/x-protobuf");
        assertThat(received.points().resource()).containsEntry("host.name", "web-1").containsEntry("os.type", "linux")
                .containsEntry("service.name", "darwin-exporter").containsEntry("service.version", "1.2.3")
                .containsEntry("service.instance.id", "web-1").containsEntry("service.namespace", "infra")
                .containsEntry("telemetry.sdk.name", "opentelemetry");
        assertThat(received.points().scope()).isEqualTo("io.darwinexporter 1.2.3");
    }

    @Test
    void hostIsFoundOutIfNobodySays() throws Exception {
        open(Duration.ZERO, Profile.OTEL);
        start(Profile.OTEL, "compression", "none");

        Received received = receiver.take();

        assertThat(received.headers()).doesNotContainKey("content-encoding");
        assertThat(received.points().resource().get("host.name")).isNotBlank()
                .isEqualTo(received.points().resource().get("service.instance.id"));
        assertThat(received.points().resource().get("host.arch")).isNotBlank();
    }

    @Test
    void howPushingGoesIsPushedToo() throws Exception {
        open(Duration.ZERO, Profile.OTEL);
        receiver.next(OtlpReceiver.rejecting(3, "no"));
        start(Profile.OTEL);

        PushedPoints first = receiver.take().points();
        PushedPoints second = receiver.take().points();

        assertThat(first.point("darwin_exporter_push_requests_total", "result", "accepted").value()).isZero();
        assertThat(first.all(point -> point.name().equals("darwin_exporter_push_last_success_timestamp_seconds"))).isEmpty();
        assertThat(second.point("darwin_exporter_push_requests_total", "result", "accepted").value()).isEqualTo(1);
        assertThat(second.point("darwin_exporter_push_rejected_points_total").value()).isEqualTo(3);
        assertThat(second.point("darwin_exporter_push_requests_total", "result", "accepted").startNanos())
                .isEqualTo(first.point("darwin_exporter_push_requests_total", "result", "accepted").startNanos())
                .isLessThan(first.points().get(0).timeNanos()).isPositive();
    }

    @Test
    void whatIsLastIsPushedAtTheEnd() throws Exception {
        open(Duration.ZERO, Profile.OTEL);
        start(Profile.OTEL, "interval", "1h");

        pusher.stop();

        assertThat(receiver.drain()).hasSize(1);
        pusher = null;
    }

    private void open(Duration minAge, Profile profile) throws Exception {
        PushReport report = new PushReport(true);
        exporter = new Exporter(
                PlatformSources.open(Platform.LINUX,
                        new SourceSettings(EnumSet.of(MeasureKind.CPU, MeasureKind.MEMORY, MeasureKind.DISK, MeasureKind.FAULTS,
                                MeasureKind.THREADS, MeasureKind.DESCRIPTORS), Set.of(), false),
                        procfs),
                ProcessFilter.ALL, new ConfiguredGrouping(true, false, false), GroupSettings.defaults(), minAge,
                new CatalogueSettings(true, 100, true, "1.2.3", report.families()), profile);
        this.report = report;
    }

    private PushReport report;

    private void start(Profile profile, String... given) {
        List<String> all = new ArrayList<>(List.of("endpoint", receiver.url(), "profile", profile.key(), "interval", "1s"));
        all.addAll(List.of(given));
        PushSettings settings = new Pushing(all.toArray(String[]::new)).settings();
        pusher = Pusher.start(settings, exporter.collection(), exporter.watchedCatalogue(profile), report, VERTX);
    }

    /** Gives a process another user time, in hundredths of a second. */
    private void use(int pid, int ticks) throws Exception {
        Path stat = procfs.resolve(Integer.toString(pid)).resolve("stat");
        Files.writeString(stat, Files.readString(stat).replace(" 1183 30 7 2 1250 ", " 1183 30 7 2 " + ticks + ' '));
    }

    private static Point cpu(PushedPoints points, String group) {
        return points.point("process.cpu.time", "groupname", group, "cpu.mode", "user");
    }

    private Point awaitChange(Point first) throws InterruptedException {
        while (true) {
            Point next = cpu(receiver.take().points(), "one");
            if (next.value() != first.value()) {
                return next;
            }
        }
    }

    private PushedPoints awaitGroup(String group) throws InterruptedException {
        while (true) {
            PushedPoints next = receiver.take().points();
            if (!next.all(point -> group.equals(point.attributes().get("groupname"))).isEmpty()) {
                return next;
            }
        }
    }

    /** What the text says of the last collection, under the names that are pushed, by name and labels. */
    private Map<String, Double> scraped(Profile profile) {
        MetricCatalogue catalogue = exporter.watchedCatalogue(profile);
        Exposition exposition = new Exposition(catalogue);
        ResponseBody body = exporter.collection()
                .latest(result -> exposition.body(result, ExpositionFormat.TEXT, false));
        String text = new String(body.bytes(), 0, body.length(), UTF_8);
        body.release();
        Map<String, Double> values = new TreeMap<>();
        for (String line : text.lines().filter(line -> !line.startsWith("#") && !line.startsWith("darwin_exporter_"))
                .toList()) {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            FamilyDescription family = family(catalogue, sample.group(1));
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                if (!label.group(2).isEmpty()) {
                    labels.put(OtelSpelling.attributeOf(label.group(1), profile), label.group(2));
                }
            }
            values.put(OtelSpelling.of(family, profile).name() + labels, Double.parseDouble(sample.group(3)));
        }
        return values;
    }

    private static FamilyDescription family(MetricCatalogue catalogue, String name) {
        for (MetricFamily family : catalogue.families()) {
            if (family.description().name().equals(name)) {
                return family.description();
            }
        }
        throw new AssertionError(name);
    }
}
