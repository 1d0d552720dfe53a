package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus server scrapes the program while members of a group come and go, and is then asked what it makes of it.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Debian's prometheus")
class PrometheusIT {

    private static final int PATIENCE_SECONDS = 60;
    private static final int CHURN_SECONDS = 12;
    /** One sample of an answer of the API: its labels, and its value. */
    private static final Pattern RESULT = Pattern.compile("\\{\"metric\":(\\{.*?\\}),\"value\":\\[[^,]*,\"([^\"]*)\"\\]\\}");
    /** Short-lived processes of all sorts: some CPU, some children, some I/O, all of them in the group "sh". */
    private static final String CHURN = "while :; do sh -c 'i=0; while [ $i -lt 5000 ]; do i=$((i+1)); done; :'; sh -c 'echo x"
            + " >/dev/null; sleep 0.05; :' & done";

    @TempDir
    static Path folder;

    private static final List<Process> STARTED = new ArrayList<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static RunningProgram exporter;
    private static Tool promtool;
    private static int port;

    @BeforeAll
    static void scrapeWhileProcessesComeAndGo() throws Exception {
        promtool = Tool.find("promtool", "Debian package prometheus", "--version");
        exporter = Program.in(folder).start("-Dquarkus.darwin-exporter.min-age=100ms");
        port = freePort();
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: darwin-exporter
                    static_configs:
                      - targets: ['127.0.0.1:%d']
                """.formatted(exporter.port()));
        start("prometheus", "--config.file=" + configuration, "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port, "--log.level=error");
        await("up{job=\"darwin-exporter\"} == 1");

        Process churn = start("sh", "-c", CHURN);
        TimeUnit.SECONDS.sleep(CHURN_SECONDS);
        churn.destroyForcibly().waitFor();
        // One more scrape with the group at rest.
        TimeUnit.SECONDS.sleep(2);
    }

    @AfterAll
    static void stop() throws Exception {
        for (Process process : STARTED) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (exporter != null) {
            exporter.close();
        }
    }

    @Test
    void targetWasUpAllTheTime() throws Exception {
        assertThat(query("min_over_time(up{job=\"darwin-exporter\"}[10s])")).singleElement()
                .extracting(Sample::value).isEqualTo(1.0);
    }

    @Test
    void countersNeverFell() throws Exception {
        List<String> counters = counters();

        assertThat(counters).contains("process_cpu_seconds_total", "process_starts_total", "process_faults_total");
        for (String counter : counters) {
            // A fall of a counter is what Prometheus calls a reset.
            assertThat(query("resets(" + counter + "[1m])")).as(counter).isNotEmpty()
                    .allMatch(sample -> sample.value() == 0.0);
            assertThat(query("rate(" + counter + "[30s])")).as(counter).isNotEmpty()
                    .allMatch(sample -> sample.value() >= 0.0);
        }
    }

    @Test
    void churnIsSeen() throws Exception {
        assertThat(query("sum(increase(process_cpu_seconds_total{groupname=\"sh\"}[30s]))")).singleElement()
                .extracting(Sample::value).asInstanceOf(DOUBLE)
                .isGreaterThan(1.0).isLessThan(2.0 * CHURN_SECONDS * Runtime.getRuntime().availableProcessors());
        assertThat(query("sum(increase(process_starts_total{groupname=\"sh\"}[30s]))")).singleElement()
                .extracting(Sample::value).asInstanceOf(DOUBLE).isGreaterThan(10.0);
    }

    @Test
    void promtoolFindsNothing() throws Exception {
        assertThat(promtool.run(exporter.get("/metrics").body(), "check", "metrics")).isEmpty();
    }

    /** The names of all counters there are. */
    private static List<String> counters() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (Sample sample : query("count by (__name__) ({__name__=~\".+_total\",job=\"darwin-exporter\"})")) {
            names.add(sample.labels().split("\"")[3]);
        }
        return names;
    }

    private record Sample(String labels, double value) {
    }

    private static void await(String condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (query(condition).isEmpty()) {
            assertThat(System.nanoTime()).as("%s in %d s", condition, PATIENCE_SECONDS).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** What an instant query gives; nothing as long as the server does not answer yet. */
    private static List<Sample> query(String expression) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        String answer;
        try {
            answer = CLIENT.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return List.of();
        }
        List<Sample> samples = new ArrayList<>();
        Matcher result = RESULT.matcher(answer);
        while (result.find()) {
            samples.add(new Sample(result.group(1), Double.parseDouble(result.group(2))));
        }
        return samples;
    }

    private static Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        STARTED.add(process);
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
