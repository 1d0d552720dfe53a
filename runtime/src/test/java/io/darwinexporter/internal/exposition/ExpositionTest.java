package io.darwinexporter.internal.exposition;

import static io.darwinexporter.internal.exposition.ExpositionFormat.OPENMETRICS;
import static io.darwinexporter.internal.exposition.ExpositionFormat.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SourceDescription;

class ExpositionTest {

    private static final long SECOND = 1_000_000_000L;

    /** Metrics of which the value is another one at each run; of the others every digit is compared. */
    private static final String MOVING = "(?m)^(darwin_exporter_(?:collection_duration_seconds|collection_cpu_seconds_total"
            + "|last_collection_timestamp_seconds|cpu_seconds_total) )[0-9.]+$";

    @ParameterizedTest
    @EnumSource
    void linuxIsShownAsWrittenDown(ExpositionFormat format) {
        try (Scenario scenario = Scenario.linux()) {
            GoldenFile.resource("exposition/linux." + extension(format)).assertContent(still(scenario.text(format)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void darwinIsShownAsWrittenDown(ExpositionFormat format) {
        try (Scenario scenario = Scenario.darwin()) {
            GoldenFile.resource("exposition/darwin." + extension(format)).assertContent(still(scenario.text(format)));
        }
    }

    private static String extension(ExpositionFormat format) {
        return format == TEXT ? "txt" : "openmetrics";
    }

    private static String still(String text) {
        return text.replaceAll(MOVING, "$1~")
                .replace("java_version=\"" + System.getProperty("java.version") + "\"", "java_version=\"~\"");
    }

    @Test
    void bodiesAreKeptUntilTheNextCollection() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource(), snapshot -> snapshot.begin(0),
                snapshot -> snapshot.begin(1))) {
            scenario.collection.collect();
            byte[] text = body(scenario, TEXT, false);
            byte[] zipped = body(scenario, TEXT, true);
            byte[] openMetrics = body(scenario, OPENMETRICS, false);

            assertThat(body(scenario, TEXT, false)).isSameAs(text);
            assertThat(body(scenario, TEXT, true)).isSameAs(zipped);
            assertThat(body(scenario, OPENMETRICS, false)).isSameAs(openMetrics);

            scenario.collection.collect();
            assertThat(body(scenario, TEXT, false)).isNotSameAs(text).isNotEqualTo(text);
            assertThat(body(scenario, TEXT, true)).isNotSameAs(zipped);
        }
    }

    @Test
    void aFailedCollectionIsTold() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource(), snapshot -> {
            snapshot.begin(0);
            Scenario.row(snapshot, 1, 0, "init", "root");
        })) {
            scenario.collection.collect();
            assertThat(scenario.text(TEXT)).contains("darwin_exporter_collection_success 1\n", "process_info{pid=\"1\"");
            scenario.collection.collect();

            assertThat(scenario.text(TEXT))
                    .contains("darwin_exporter_collection_success 0\n",
                            "darwin_exporter_collections_total{result=\"failure\"} 1\n")
                    .contains("process_num_procs{groupname=\"init\",name=\"init\",user=\"root\"} 1\n")
                    .doesNotContain("process_info");
        }
    }

    @ParameterizedTest
    @EnumSource
    void packedAndPlainAreTheSame(ExpositionFormat format) throws IOException {
        try (Scenario scenario = Scenario.linux()) {
            byte[] zipped = body(scenario, format, true);
            body(scenario, format == TEXT ? OPENMETRICS : TEXT, false);

            // The same again, but for what has moved since: the exporter's own CPU time.
            assertThat(still(new String(GzipEncoderTest.unzip(zipped)))).isEqualTo(still(scenario.text(format)));
        }
    }

    @Test
    void nothingButTheExporterItselfIsShownBeforeTheFirstCollection() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            assertThat(scenario.text(TEXT).lines()).isNotEmpty()
                    .allMatch(line -> line.contains("darwin_exporter_"))
                    .contains("darwin_exporter_collection_success 0", "darwin_exporter_groups 0")
                    .noneMatch(line -> line.contains("timestamp") || line.contains("duration")
                            || line.contains("darwin_exporter_processes"));
        }
    }

    @Test
    void aMetricWithoutSamplesIsNotMentioned() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource(), snapshot -> {
            snapshot.begin(0);
            Scenario.row(snapshot, 1, 0, "init", "root");
        })) {
            scenario.collection.collect();

            assertThat(scenario.text(TEXT)).contains("process_num_procs").doesNotContain("process_cpu_seconds",
                    "process_memory_rss_bytes", "process_open_fds");
        }
    }

    @Test
    void aGroupWithoutMembersHoldsNothing() {
        SourceDescription source = Scenario.linuxSource();
        try (Scenario scenario = Scenario.of(source, snapshot -> {
            snapshot.begin(0);
            Scenario.member(snapshot, source, Scenario.row(snapshot, 1, 0, "job", "root"), 1);
        }, snapshot -> snapshot.begin(SECOND))) {
            scenario.collection.collect();
            scenario.collection.collect();

            String labels = "{groupname=\"job\",name=\"job\",user=\"root\"} ";
            assertThat(scenario.text(TEXT))
                    .contains("process_num_procs" + labels + "0\n", "process_memory_rss_bytes" + labels + "0\n",
                            "process_worst_fd_ratio" + labels + "0\n", "process_exits_total" + labels + "1\n",
                            "process_faults_total" + labels)
                    .doesNotContain("process_priority", "process_start_time_seconds");
        }
    }

    @Test
    void singleProcessesAreShownUpToTheLimit() {
        CatalogueSettings three = new CatalogueSettings(true, 3, false, "1");
        try (Scenario scenario = Scenario.of(Scenario.linuxSource(), three, snapshot -> {
            snapshot.begin(0);
            snapshot.exclude(Scenario.row(snapshot, 9, 0, "excluded", "root"));
            snapshot.addRow(8, 0, 1, 0, 0, ProcessState.ZOMBIE, "zombie", "root", List.of(), 1);
            snapshot.addRow(7, 0, 1, 0, 0, ProcessState.EXITED, "gone", "root", List.of(), 1);
            for (int pid = 10; pid < 20; pid++) {
                Scenario.row(snapshot, pid, 0, "many", "root");
            }
        })) {
            scenario.collection.collect();

            assertThat(scenario.text(TEXT).lines().filter(line -> line.startsWith("process_info{")))
                    .hasSize(3)
                    .allMatch(line -> line.contains("name=\"many\"") && line.contains("priority=\"\""));
        }
    }

    @Test
    void singleProcessesAreNotShownUnlessAskedFor() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource(), new CatalogueSettings(false, 3, false, "1"),
                snapshot -> {
                    snapshot.begin(0);
                    Scenario.row(snapshot, 10, 0, "init", "root");
                })) {
            scenario.collection.collect();

            assertThat(scenario.text(TEXT)).doesNotContain("process_info");
        }
    }

    @Test
    void countersTellWhenTheyWereZeroOnlyIfThatIsOn() {
        SourceDescription source = Scenario.linuxSource();
        try (Scenario scenario = Scenario.of(source, snapshot -> {
            snapshot.begin(0);
            Scenario.member(snapshot, source, Scenario.row(snapshot, 1, 0, "job", "root"), 1);
        })) {
            scenario.collection.collect();

            assertThat(scenario.text(OPENMETRICS)).doesNotContain("_created").endsWith("\n# EOF\n");
        }
    }

    @Test
    void theExportersOwnMemoryIsThatOfItsProcessOnly() {
        long pid = ProcessHandle.current().pid();
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        long startNanos = start.getEpochSecond() * SECOND + start.getNano();
        SourceDescription source = Scenario.source("darwin", EnumSet.allOf(Measure.class), 0, 1, true);

        assertThat(ownMemory(source, (int) pid, startNanos + 100_000_000))
                .contains("darwin_exporter_resident_memory_bytes 4096\n");
        assertThat(ownMemory(source, (int) pid, startNanos - 5 * SECOND)).doesNotContain("resident_memory");
        assertThat(ownMemory(source, (int) pid + 1, startNanos)).doesNotContain("resident_memory");
    }

    private static String ownMemory(SourceDescription source, int pid, long startNanos) {
        try (Scenario scenario = Scenario.of(source, snapshot -> {
            snapshot.begin(startNanos + 60 * SECOND);
            snapshot.set(Scenario.row(snapshot, pid, startNanos, "java", "root"), Measure.RESIDENT_BYTES, 4096);
        })) {
            scenario.collection.collect();
            return scenario.text(TEXT);
        }
    }

    private static byte[] body(Scenario scenario, ExpositionFormat format, boolean gzip) {
        return scenario.collection.latest(result -> scenario.exposition.body(result, format, gzip));
    }
}
