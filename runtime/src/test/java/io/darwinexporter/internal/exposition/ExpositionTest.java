package io.darwinexporter.internal.exposition;

import static io.darwinexporter.internal.exposition.ExpositionFormat.OPENMETRICS;
import static io.darwinexporter.internal.exposition.ExpositionFormat.TEXT;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.darwinexporter.GoldenFile;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SourceDescription;

class ExpositionTest {

    /** Metrics of which the value is another one at each run; of the others every digit is compared. */
    private static final String MOVING = "(?m)^((?:darwin_exporter_(?:collection_duration_seconds|collection_cpu_seconds_total"
            + "|last_collection_timestamp_seconds|config_last_reload_success_timestamp_seconds|cpu_seconds_total)|process_uptime_seconds\\{.*}) )[0-9.]+$";

    @ParameterizedTest
    @EnumSource
    void linuxIsShownAsWrittenDown(Profile profile) {
        try (Scenario scenario = Scenario.linux()) {
            assertGolden("linux", profile, scenario);
        }
    }

    @ParameterizedTest
    @EnumSource
    void darwinIsShownAsWrittenDown(Profile profile) {
        try (Scenario scenario = Scenario.darwin()) {
            assertGolden("darwin", profile, scenario);
        }
    }

    private static void assertGolden(String host, Profile profile, Scenario scenario) {
        for (ExpositionFormat format : ExpositionFormat.values()) {
            GoldenFile.resource("exposition/" + profile.key() + "/" + host + "." + extension(format))
                    .assertContent(still(scenario.text(profile, format)));
        }
    }

    private static String extension(ExpositionFormat format) {
        return format == TEXT ? "txt" : "openmetrics";
    }

    private static String still(String text) {
        return text.replaceAll(MOVING, "$1~")
                .replace("java_version=\"" + System.getProperty("java.version") + "\"", "java_version=\"~\"");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsWhatSimpleMeansWrite(ExpositionFormat format) {
        for (Supplier<Scenario> host : List.<Supplier<Scenario>> of(Scenario::linux, Scenario::darwin)) {
            try (Scenario scenario = host.get()) {
                for (Profile profile : Profile.values()) {
                    assertThat(still(scenario.text(profile, format))).isEqualTo(
                            still(scenario.read(result -> PlainText.of(scenario.catalogue(profile), result, format))));
                }
            }
        }
    }

    @Test
    void bodiesAreSharedUntilTheNextCollection() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            scenario.collect(0);
            ResponseBody text = scenario.held(TEXT, false);
            ResponseBody zipped = scenario.held(TEXT, true);
            ResponseBody openMetrics = scenario.held(OPENMETRICS, false);

            assertThat(scenario.held(TEXT, false)).isSameAs(text);
            assertThat(scenario.held(TEXT, true)).isSameAs(zipped);
            assertThat(scenario.held(OPENMETRICS, false)).isSameAs(openMetrics);

            scenario.collect(1);
            assertThat(scenario.held(TEXT, false)).isNotSameAs(text);
            assertThat(scenario.held(TEXT, true)).isNotSameAs(zipped);
            assertThat(scenario.held(OPENMETRICS, false)).isNotSameAs(openMetrics);
        }
    }

    @Test
    void profilesCanBeAskedForInTurn() {
        try (Scenario scenario = Scenario.linux()) {
            scenario.text(Profile.PROCESS_EXPORTER, TEXT);

            assertThat(scenario.text(Profile.ORIGINAL, TEXT))
                    .contains("process_num_procs{groupname=\"nginx\",name=\"nginx\",user=\"root\"} 2\n");
            assertThat(scenario.text(Profile.OTEL, TEXT))
                    .contains("process_thread_count{groupname=\"nginx\",process_owner=\"root\"} ");
            assertThat(scenario.text(Profile.PROCESS_EXPORTER, TEXT))
                    .contains("namedprocess_namegroup_num_procs{groupname=\"nginx\"} 2\n");
        }
    }

    @Test
    void aFailedCollectionIsTold() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            scenario.collect(0, process(1, 0).name("init").user("root"));
            assertThat(scenario.text(TEXT)).contains("darwin_exporter_collection_success 1\n", "process_info{pid=\"1\"");

            scenario.collectInVain();
            assertThat(scenario.text(TEXT))
                    .contains("darwin_exporter_collection_success 0\n",
                            "darwin_exporter_collections_total{result=\"failure\"} 1\n",
                            "process_num_procs{groupname=\"init\",name=\"init\",user=\"root\"} 1\n",
                            "process_info{pid=\"1\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void packedAndPlainAreTheSame(ExpositionFormat format) throws IOException {
        ExpositionFormat other = format == TEXT ? OPENMETRICS : TEXT;
        try (Scenario scenario = Scenario.linux()) {
            byte[] zipped = scenario.body(format, true);
            scenario.body(other, false);

            // But for what has moved in between: the exporter's own CPU time.
            assertThat(still(new String(GzipEncoderTest.unzip(zipped), UTF_8))).isEqualTo(still(scenario.text(format)));
        }
    }

    @Test
    void onlyTheExporterItselfIsShownBeforeTheFirstCollection() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            assertThat(scenario.text(TEXT).lines()).isNotEmpty()
                    .allMatch(line -> line.contains("darwin_exporter_"))
                    .contains("darwin_exporter_collection_success 0", "darwin_exporter_groups 0")
                    .noneMatch(line -> line.contains("last_collection_timestamp") || line.contains("duration")
                            || line.contains("darwin_exporter_processes"));
        }
    }

    @Test
    void aMetricWithoutSamplesIsNotMentioned() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            scenario.collect(0, process(1, 0));

            assertThat(scenario.text(TEXT)).contains("process_num_procs").doesNotContain("process_cpu_seconds",
                    "process_memory_rss_bytes", "process_open_fds");
        }
    }

    @Test
    void aGroupWithoutMembersHoldsNothing() {
        SourceDescription source = Scenario.linuxSource();
        try (Scenario scenario = Scenario.of(source)) {
            scenario.collect(0, Scenario.measured(process(1, 0).name("job").user("root"), source, 1));
            scenario.collect(Scenario.SECOND);

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
        try (Scenario scenario = Scenario.of(Scenario.linuxSource(), new CatalogueSettings(true, 3, false, "1"))) {
            scenario.collect(0,
                    process(7, 0).name("ended").state(ProcessState.EXITED),
                    process(8, 0).name("zombie").state(ProcessState.ZOMBIE),
                    process(9, 0), process(10, 0), process(11, 0), process(12, 0));

            assertThat(infos(scenario)).hasSize(3)
                    .allMatch(line -> line.contains("name=\"worker\"") && line.contains("priority=\"\""));
        }
    }

    @Test
    void singleProcessesAreShownOnlyIfAskedFor() {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource(), new CatalogueSettings(false, 3, false, "1"))) {
            scenario.collect(0, process(1, 0));

            assertThat(infos(scenario)).isEmpty();
        }
    }

    @Test
    void countersTellWhenTheyWereZeroOnlyIfThatIsOn() {
        SourceDescription source = Scenario.linuxSource();
        try (Scenario scenario = Scenario.of(source)) {
            scenario.collect(0, Scenario.measured(process(1, 0), source, 1));

            assertThat(scenario.text(OPENMETRICS)).doesNotContain("_created").endsWith("\n# EOF\n");
        }
    }

    @Test
    void theExportersOwnMemoryIsThatOfItsProcessOnly() {
        int pid = (int) ProcessHandle.current().pid();
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        long startNanos = start.getEpochSecond() * Scenario.SECOND + start.getNano();

        assertThat(ownMemory(pid, startNanos + Scenario.SECOND)).contains("darwin_exporter_resident_memory_bytes 4096\n");
        assertThat(ownMemory(pid, startNanos - 5 * Scenario.SECOND)).doesNotContain("resident_memory");
        assertThat(ownMemory(pid + 1, startNanos)).doesNotContain("resident_memory");
    }

    private static String ownMemory(int pid, long startNanos) {
        try (Scenario scenario = Scenario.of(Scenario.darwinSource())) {
            scenario.collect(startNanos + 60 * Scenario.SECOND,
                    process(pid, startNanos).with(Measure.RESIDENT_BYTES, 4096));
            return scenario.text(TEXT);
        }
    }

    private static List<String> infos(Scenario scenario) {
        return scenario.text(TEXT).lines().filter(line -> line.startsWith("process_info{")).toList();
    }
}
