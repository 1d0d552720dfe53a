package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** File descriptors run out while the program runs, and come back. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the limit of a running program is set by prlimit")
class ShortageIT {

    private static final String OWN_CPU = "darwin_exporter_cpu_seconds_total";
    private static final String NAMED_CPU = "process_cpu_seconds_total{groupname=\"java\"";
    private static final String SUCCESS = "darwin_exporter_collection_success";
    private static final String FAILURES = "darwin_exporter_collections_total{result=\"failure\"}";
    /** Below every descriptor that is open. */
    private static final int NONE = 3;

    @TempDir
    Path folder;

    private Tool prlimit;

    @BeforeEach
    void findTools() throws Exception {
        prlimit = Tool.find("prlimit", "util-linux", "--version");
    }

    @Test
    void withOneFreeDescriptorItStillCollects() throws Exception {
        try (RunningProgram program = start()) {
            Samples before = scrape(program);

            limit(program, openDescriptors(program) + 1);
            Samples during = scrape(program);

            assertThat(during.value(SUCCESS)).isEqualTo(1);
            assertThat(during.sum(NAMED_CPU)).isGreaterThanOrEqualTo(before.sum(NAMED_CPU));
        }
    }

    @Test
    void withoutAnyItAnswersWithWhatItHasAndRecovers() throws Exception {
        try (RunningProgram program = start()) {
            Samples before = scrape(program);
            String usual = softLimit(program);

            limit(program, NONE);
            Samples during = scrape(program);
            assertThat(during.value(SUCCESS)).isZero();
            assertThat(during.value(FAILURES)).isEqualTo(1);
            assertThat(during.sum(NAMED_CPU)).isEqualTo(before.sum(NAMED_CPU));
            assertThat(during.value(OWN_CPU)).isPositive();

            try (Socket waiting = program.connect()) {
                waiting.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(scrape(program).value(FAILURES)).isEqualTo(2);
                limit(program, usual);
                assertThat(waiting.getInputStream().readNBytes("HTTP/1.1 200".length())).asString().isEqualTo("HTTP/1.1 200");
            }

            Samples after = scrape(program);
            assertThat(after.value(SUCCESS)).isEqualTo(1);
            assertThat(after.value(FAILURES)).isEqualTo(2);
            assertThat(after.sum(NAMED_CPU)).isGreaterThanOrEqualTo(before.sum(NAMED_CPU));
            assertThat(program.isAlive()).isTrue();
            assertThat(program.errors()).filteredOn(line -> line.contains("collection failed")).hasSize(1);
            assertThat(program.errors()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    private RunningProgram start() throws Exception {
        return Program.in(folder).start("--include-pattern", "java", "-Dquarkus.darwin-exporter.min-age=0s",
                "-Dquarkus.darwin-exporter.interval=0", "-Dquarkus.darwin-exporter.collect.network=false");
    }

    /** Over the connection that the first scrape has made. */
    private static Samples scrape(RunningProgram program) throws Exception {
        HttpResponse<String> answer = program.get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Samples(answer.body());
    }

    private static int openDescriptors(RunningProgram program) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(program.handle().pid()), "fd"))) {
            return (int) open.count();
        }
    }

    private String softLimit(RunningProgram program) throws Exception {
        return prlimit.run("", "--pid", pid(program), "--nofile", "--output", "SOFT", "--noheadings", "--raw").strip();
    }

    private void limit(RunningProgram program, Object descriptors) throws Exception {
        // The soft one only: the hard one could not be raised again.
        prlimit.run("", "--pid", pid(program), "--nofile=" + descriptors + ":");
    }

    private static String pid(RunningProgram program) {
        return Long.toString(program.handle().pid());
    }
}
