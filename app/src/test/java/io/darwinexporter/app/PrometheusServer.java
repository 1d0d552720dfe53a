package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A real Prometheus server that scrapes a started program each second, and evaluates rules as often. Closing it kills it.
 */
final class PrometheusServer implements AutoCloseable {

    static final String JOB = "darwin-exporter";

    private static final int PATIENCE_SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private PrometheusServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** What an instant query gives for one series. */
    record Sample(JsonObject labels, double value) {
    }

    /** Waits until the program has been scraped. */
    static PrometheusServer scraping(RunningProgram exporter, Path folder, Path... rules) throws Exception {
        int port = freePort();
        JsonArray ruleFiles = new JsonArray();
        for (Path file : rules) {
            ruleFiles.add(file.toAbsolutePath().normalize().toString());
        }
        // JSON is YAML, too.
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: %s
                scrape_configs:
                  - job_name: %s
                    static_configs:
                      - targets: ['127.0.0.1:%d']
                """.formatted(ruleFiles, JOB, exporter.port()));
        Process process = new ProcessBuilder("prometheus", "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port, "--log.level=error")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        PrometheusServer server = new PrometheusServer(process, port);
        try {
            server.await("up{job=\"" + JOB + "\"} == 1");
        } catch (InterruptedException | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    void await(String condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (query(condition).isEmpty()) {
            assertThat(System.nanoTime()).as("%s in %d s", condition, PATIENCE_SECONDS).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** What an instant query gives; nothing as long as the server does not answer yet. */
    List<Sample> query(String expression) throws InterruptedException {
        JsonObject data;
        try {
            data = (JsonObject) ask("query", "query", expression);
        } catch (IOException e) {
            return List.of();
        }
        List<Sample> samples = new ArrayList<>();
        for (Object result : data.getJsonArray("result")) {
            JsonObject sample = (JsonObject) result;
            samples.add(new Sample(sample.getJsonObject("metric"), value(sample.getJsonArray("value"))));
        }
        return samples;
    }

    /** All values that a query gives over some time until now, second by second. */
    List<Double> valuesOver(Duration past, String expression) throws IOException, InterruptedException {
        Instant now = Instant.now();
        JsonObject data = (JsonObject) ask("query_range", "query", expression, "step", "1",
                "start", now.minus(past).toString(), "end", now.toString());
        List<Double> values = new ArrayList<>();
        for (Object series : data.getJsonArray("result")) {
            for (Object value : ((JsonObject) series).getJsonArray("values")) {
                values.add(value((JsonArray) value));
            }
        }
        return values;
    }

    /** The <code>data</code> of an answer of the API. */
    Object ask(String path, String... namesAndValues) throws IOException, InterruptedException {
        StringBuilder uri = new StringBuilder("http://127.0.0.1:" + port + "/api/v1/" + path);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            uri.append(i == 0 ? '?' : '&').append(URLEncoder.encode(namesAndValues[i], StandardCharsets.UTF_8))
                    .append('=').append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(uri.toString())).timeout(Duration.ofSeconds(10)).build(),
                BodyHandlers.ofString());
        if (response.statusCode() == 503) {
            throw new IOException("Prometheus is not ready");
        }
        assertThat(response.statusCode()).as(() -> uri + ": " + response.body()).isEqualTo(200);
        return new JsonObject(response.body()).getValue("data");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The value of a pair of a time and a value. */
    private static double value(JsonArray pair) {
        return switch (pair.getString(1)) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(pair.getString(1));
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
