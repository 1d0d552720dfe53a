package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.app.PrometheusServer.Sample;

/**
 * A real Prometheus server scrapes the program while members of a group come and go, and is then asked what it makes of it.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Debian's prometheus")
class PrometheusIT {

    private static final int CHURN_SECONDS = 12;
    /** Short-lived processes of all sorts: some CPU, some children, some I/O, all of them in the group "sh". */
    private static final String CHURN = "while :; do sh -c 'i=0; while [ $i -lt 5000 ]; do i=$((i+1)); done; :'; sh -c 'echo x"
            + " >/dev/null; sleep 0.05; :' & done";

    @TempDir
    static Path folder;

    @AutoClose
    private static RunningProgram exporter;
    @AutoClose
    private static PrometheusServer prometheus;
    private static Tool promtool;

    @BeforeAll
    static void scrapeWhileProcessesComeAndGo() throws Exception {
        promtool = Tool.find("promtool", "Debian package prometheus", "--version");
        exporter = Program.in(folder).start("-Dquarkus.darwin-exporter.min-age=100ms");
        prometheus = PrometheusServer.scraping(exporter, folder);

        Process churn = new ProcessBuilder("sh", "-c", CHURN)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            TimeUnit.SECONDS.sleep(CHURN_SECONDS);
        } finally {
            churn.descendants().forEach(ProcessHandle::destroyForcibly);
            churn.destroyForcibly().waitFor();
        }
        // One more scrape with the group at rest.
        TimeUnit.SECONDS.sleep(2);
    }

    @Test
    void targetWasUpAllTheTime() throws Exception {
        assertThat(prometheus.query("min_over_time(up{job=\"darwin-exporter\"}[10s])")).singleElement()
                .extracting(Sample::value).isEqualTo(1.0);
    }

    @Test
    void countersNeverFell() throws Exception {
        List<String> counters = counters();

        assertThat(counters).contains("process_cpu_seconds_total", "process_starts_total", "process_faults_total");
        for (String counter : counters) {
            // A fall of a counter is what Prometheus calls a reset.
            assertThat(prometheus.query("resets(" + counter + "[1m])")).as(counter).isNotEmpty()
                    .allMatch(sample -> sample.value() == 0.0);
            assertThat(prometheus.query("rate(" + counter + "[30s])")).as(counter).isNotEmpty()
                    .allMatch(sample -> sample.value() >= 0.0);
        }
    }

    @Test
    void churnIsSeen() throws Exception {
        assertThat(prometheus.query("sum(increase(process_cpu_seconds_total{groupname=\"sh\"}[30s]))")).singleElement()
                .extracting(Sample::value).asInstanceOf(DOUBLE)
                .isGreaterThan(1.0).isLessThan(2.0 * CHURN_SECONDS * Runtime.getRuntime().availableProcessors());
        assertThat(prometheus.query("sum(increase(process_starts_total{groupname=\"sh\"}[30s]))")).singleElement()
                .extracting(Sample::value).asInstanceOf(DOUBLE).isGreaterThan(10.0);
    }

    @Test
    void promtoolFindsNothing() throws Exception {
        assertThat(promtool.run(exporter.get("/metrics").body(), "check", "metrics")).isEmpty();
    }

    /** The names of all counters there are. */
    private static List<String> counters() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (Sample sample : prometheus.query("count by (__name__) ({__name__=~\".+_total\",job=\"darwin-exporter\"})")) {
            names.add(sample.labels().getString("__name__"));
        }
        return names;
    }
}
