package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.app.Dashboard.Query;
import io.darwinexporter.app.PrometheusServer.Sample;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Every query of the dashboard, and every rule, on a real Prometheus server that scrapes the program.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Debian's prometheus")
class DashboardIT {

    /** The group in depth: the server itself, which has threads, sockets and files. */
    private static final String GROUP = "prometheus";
    private static final int HERD = 20;
    /** How many a top list shows: fewer than there are in the herd. */
    private static final int TOP = 10;
    private static final Duration RANGE = Duration.ofSeconds(30);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    @TempDir
    static Path folder;

    private static final List<Process> HERDED = new ArrayList<>();

    @AutoClose
    private static RunningProgram exporter;
    @AutoClose
    private static PrometheusServer prometheus;

    @BeforeAll
    static void scrapeAHerd() throws Exception {
        Tool.find("prometheus", "Debian package prometheus", "--version");
        for (int i = 0; i < HERD; i++) {
            // Each a group of its own, since a script goes by its name; it waits until the test is over.
            Path script = Files.writeString(folder.resolve("herd-" + i), "#!/bin/sh\nread -r line\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
            HERDED.add(new ProcessBuilder(script.toString()).start());
        }
        exporter = Program.in(folder).start("-Dquarkus.darwin-exporter.min-age=100ms",
                "-Dquarkus.darwin-exporter.collect.thread-names=true",
                "-Dquarkus.darwin-exporter.collect.proportional-memory=true",
                "-Dquarkus.darwin-exporter.rules[0].name=" + GROUP,
                "-Dquarkus.darwin-exporter.rules[0].comm=prometheus",
                "-Dquarkus.darwin-exporter.rules[0].expected=1");
        prometheus = PrometheusServer.scraping(exporter, folder, RulesTest.RECORDING, RulesTest.ALERTING);
    }

    @AfterAll
    static void endHerd() throws Exception {
        for (Process process : HERDED) {
            process.destroyForcibly().waitFor();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyQueryHasData() throws IOException {
        return Dashboard.read().queries().stream()
                .map(query -> DynamicTest.dynamicTest(query.toString(), () -> {
                    if (query.panel().isDarwinOnly()) {
                        assertThat(values(query)).isEmpty();
                    } else {
                        hasData(query);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyVariableHasValues() throws IOException {
        return Dashboard.read().variables().stream()
                .filter(variable -> variable.getString("type").equals("query"))
                .map(variable -> DynamicTest.dynamicTest(variable.getString("name"), () -> {
                    Matcher query = LABEL_VALUES.matcher(variable.getJsonObject("query").getString("query"));
                    assertThat(query.matches()).isTrue();
                    assertThat((JsonArray) prometheus.ask("label/" + query.group(2) + "/values",
                            "match[]", withValues(query.group(1)))).isNotEmpty();
                }));
    }

    @Test
    void topListsShowTheLargestOnly() throws Exception {
        Query byDescriptors = Dashboard.read().queries().stream()
                .filter(query -> query.panel().title().equals("Top 10 by open descriptors")).findFirst().orElseThrow();
        String shown = withValues(byDescriptors.expression());
        prometheus.await("count(process_open_fds) > " + TOP);

        assertThat(prometheus.query(shown)).hasSize(TOP);
        assertThat(prometheus.query("count(process_open_fds > scalar(min(" + shown + "))) >= " + TOP)).isEmpty();
    }

    @Test
    void everyRuleIsEvaluatedAndRecordsSomething() throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (rules().stream().anyMatch(rule -> rule.getString("health").equals("unknown")) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        List<JsonObject> rules = rules();

        assertThat(rules).extracting(rule -> rule.getString("type")).contains("recording", "alerting");
        for (JsonObject rule : rules) {
            assertThat(rule.getString("health")).as(rule.encode()).isEqualTo("ok");
            if (rule.getString("type").equals("recording")) {
                prometheus.await(rule.getString("name"));
            }
        }
    }

    /** Waits for it, since rates take two scrapes. */
    private static void hasData(Query query) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Set<String> lacking = lacking(query);
        List<Double> values = values(query);
        while ((values.isEmpty() || !lacking.isEmpty()) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
            lacking = lacking(query);
            values = values(query);
        }
        if (System.getenv("CI") == null) {
            assumeThat(lacking).as("metrics that take privileges").isEmpty();
        }
        assertThat(lacking).as("metrics without samples").isEmpty();
        assertThat(values).isNotEmpty().noneMatch(value -> value.isNaN() || value.isInfinite());
    }

    /** Metrics of a query that have no samples, which an operator like <code>or</code> may hide. */
    private static Set<String> lacking(Query query) throws InterruptedException {
        Set<String> lacking = new TreeSet<>();
        for (String name : DocumentedMetric.namesIn(query.expression())) {
            if (prometheus.query("count(" + name + ")").isEmpty()) {
                lacking.add(name);
            }
        }
        return lacking;
    }

    /** As Grafana asks: instant or over the time that is shown. */
    private static List<Double> values(Query query) throws IOException, InterruptedException {
        String expression = withValues(query.expression());
        assertThat(expression).doesNotContain("$");
        return query.isInstant() ? prometheus.query(expression).stream().map(Sample::value).toList()
                : prometheus.valuesOver(RANGE, expression);
    }

    private static String withValues(String expression) {
        return expression.replace("$job", PrometheusServer.JOB)
                .replace("$instance", ".*")
                .replace("$group", GROUP)
                .replace("$__rate_interval", "10s")
                .replace("$__range", RANGE.toSeconds() + "s");
    }

    private static List<JsonObject> rules() throws IOException, InterruptedException {
        List<JsonObject> rules = new ArrayList<>();
        for (Object group : ((JsonObject) prometheus.ask("rules")).getJsonArray("groups")) {
            for (Object rule : ((JsonObject) group).getJsonArray("rules")) {
                rules.add((JsonObject) rule);
            }
        }
        return rules;
    }
}
