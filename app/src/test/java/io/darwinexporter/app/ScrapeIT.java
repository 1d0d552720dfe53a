package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What flags and settings do to the scrape, as a user sees it. */
class ScrapeIT {

    private static final String PROCFS = "-Dquarkus.darwin-exporter.procfs=";

    @TempDir
    Path folder;

    @Test
    void scrapeShowsThisProcess() throws Exception {
        try (RunningProgram program = Program.in(folder).start("--path", "/here/processes")) {
            HttpResponse<String> answer = program.get("/here/processes");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).get().asString().startsWith("text/plain");
            assertThat(new Samples(answer.body()).value("process_num_procs{groupname=\"java\"")).isPositive();
            assertThat(program.get("/metrics").statusCode()).isEqualTo(404);
            assertThat(program.output()).isEmpty();
        }
    }

    @Test
    void flagsSwitchFamiliesOff() throws Exception {
        try (RunningProgram program = Program.in(folder).start("--no-threads", "--no-fd")) {
            assertThat(program.get("/metrics").body()).contains("process_memory_rss_bytes{")
                    .doesNotContain("process_threads", "process_open_fds");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the names of processes are made up in a /proc")
    void patternsSelectWhateverCharactersTheyHave() throws Exception {
        Path procfs = folder.resolve("proc");
        FakeProc.make(procfs, List.of("a,b", "a\\b", "${x}", "$", "other", "a,b-not"));

        try (RunningProgram program = Program.in(folder)
                .with("QUARKUS_DARWIN_EXPORTER_INCLUDE_PATTERNS", "other")
                .start(PROCFS + procfs, "--include-pattern", "a,b", "--include-pattern", "a\\b",
                        "--include-pattern=${x}", "--exclude-pattern", "-not")) {
            Samples samples = new Samples(program.get("/metrics").body());

            assertThat(samples.sum("process_num_procs{")).isEqualTo(3);
            assertThat(samples.value("process_num_procs{groupname=\"a,b\"")).isEqualTo(1);
            assertThat(samples.value("process_num_procs{groupname=\"a\\\\b\"")).isEqualTo(1);
            assertThat(samples.value("process_num_procs{groupname=\"${x}\"")).isEqualTo(1);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "a /proc that can be taken away is made up")
    void lastCollectionStaysWhenProcCannotBeReadAnyMore() throws Exception {
        Path procfs = FakeProc.make(folder.resolve("proc"), 20, 2);

        try (RunningProgram program = Program.in(folder).start(PROCFS + procfs,
                "-Dquarkus.darwin-exporter.min-age=0s")) {
            Samples before = new Samples(program.get("/metrics").body());
            assertThat(before.value("darwin_exporter_collection_success ")).isEqualTo(1);

            FakeProc.delete(procfs);
            HttpResponse<String> answer = program.get("/metrics");

            assertThat(answer.statusCode()).isEqualTo(200);
            Samples after = new Samples(answer.body());
            assertThat(after.value("darwin_exporter_collection_success ")).isZero();
            assertThat(after.value("process_num_procs{groupname=\"fake-0\"")).isEqualTo(10);
            assertThat(after.value("darwin_exporter_last_collection_timestamp_seconds "))
                    .isEqualTo(before.value("darwin_exporter_last_collection_timestamp_seconds "));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "10,000 processes are made up in a /proc")
    void tenThousandProcessesAreShownAndTheStopFinishesTheScrape() throws Exception {
        Path procfs = FakeProc.make(folder.resolve("proc"), 10_000, 100);

        try (RunningProgram program = Program.in(folder).start(PROCFS + procfs,
                "-Dquarkus.darwin-exporter.min-age=0s", "--interval", "0")) {
            assertThat(new Samples(program.get("/metrics").body()).sum("process_num_procs{")).isEqualTo(10_000);

            var running = program.getAsync("/metrics");
            // The scrape reads 10,000 processes: it is on its way, and not yet done.
            TimeUnit.MILLISECONDS.sleep(20);
            program.signal("TERM");

            HttpResponse<String> answer = running.get(10, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new Samples(answer.body()).sum("process_num_procs{")).isEqualTo(10_000);
            assertThat(program.exitCodeWithin(Duration.ofSeconds(5))).isIn(0, 143);
        }
    }
}
