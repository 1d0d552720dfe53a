package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The heap is too small for what is asked: the program refuses, goes on, and answers again. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "processes are made up as a procfs")
@DisabledIfSystemProperty(named = "darwin-exporter.binary", matches = ".+", disabledReason = "JAVA_OPTS are for a JVM")
class MemoryIT {

    private static final int PROCESSES = 3000;
    private static final int GROUPS = 1500;
    private static final int CLIENTS = 24;
    private static final int SLOW_CLIENTS = 20;
    private static final String CPU = "process_cpu_seconds_total{groupname=\"fake-7\"";
    private static final String SUCCESS = "darwin_exporter_collection_success";
    private static final String REFUSED = "darwin_exporter_scrapes_refused_total";
    private static final Duration RECOVERY = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void manyClientsAtOnceAreRefusedForATimeAndNoCounterFalls() throws Exception {
        Path procfs = FakeProc.make(folder.resolve("proc"), PROCESSES, GROUPS);
        try (RunningProgram program = start("-Xmx26m", procfs)) {
            Samples before = scrapeWhenThereIsRoom(program);
            assertThat(before.value("darwin_exporter_groups")).isEqualTo(GROUPS);

            List<Socket> slow = new ArrayList<>();
            try {
                int refused = 0;
                for (int round = 0; round < 10 && refused == 0; round++) {
                    slow.addAll(slowClients(program));
                    for (int status : manyScrapes(program)) {
                        assertThat(status).isIn(200, 503);
                        refused += status == 503 ? 1 : 0;
                    }
                }
                assertThat(refused).isPositive();
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }

            Samples after = scrapeWhenThereIsRoom(program);
            assertThat(after.value("darwin_exporter_groups")).isEqualTo(GROUPS);
            assertThat(after.value(SUCCESS)).isEqualTo(1);
            assertThat(after.value(REFUSED)).isPositive();
            assertThat(after.sum(CPU)).isGreaterThanOrEqualTo(before.sum(CPU));
            assertThat(program.isAlive()).isTrue();
            assertThat(program.errors()).filteredOn(line -> line.contains("a scrape is refused")).hasSize(1);
            assertThat(program.errors()).noneMatch(line -> line.startsWith("\tat "));
            program.signal("TERM");
            assertThat(program.exitCodeWithin(Duration.ofSeconds(5))).isEqualTo(143);
        }
    }

    @Test
    void moreProcessesThanFitAreLeftAloneUntilThereAreFewer() throws Exception {
        Path procfs = FakeProc.make(folder.resolve("proc"), 12, 3);
        try (RunningProgram program = start("-Xmx20m", procfs)) {
            Samples before = scrapeWhenThereIsRoom(program);
            Path burst = FakeProc.make(folder.resolve("burst"), 7_000, 3);
            Path usual = folder.resolve("usual");

            Files.move(procfs, usual);
            Files.move(burst, procfs);
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = program.get("/metrics");
                assertThat(answer.statusCode()).isEqualTo(200);
                Samples during = new Samples(answer.body());
                assertThat(during.value(SUCCESS)).isZero();
                assertThat(during.sum(CPU.replace("fake-7", "fake-1"))).isEqualTo(before.sum(CPU.replace("fake-7", "fake-1")));
            }

            Files.move(procfs, burst);
            Files.move(usual, procfs);
            Samples after = scrapeWhenThereIsRoom(program);
            assertThat(after.value(SUCCESS)).isEqualTo(1);
            assertThat(after.value("process_num_procs{groupname=\"fake-1\"")).isEqualTo(4);
            assertThat(program.errors()).filteredOn(line -> line.contains("collection failed")).hasSize(1)
                    .allMatch(line -> line.contains("-Xmx"));
        }
    }

    private RunningProgram start(String heap, Path procfs) throws Exception {
        return Program.in(folder).with("JAVA_OPTS", heap).start("-Dquarkus.darwin-exporter.procfs=" + procfs,
                "-Dquarkus.darwin-exporter.min-age=0s", "-Dquarkus.darwin-exporter.interval=0",
                "-Dquarkus.darwin-exporter.collect.network=false");
    }

    private static Samples scrapeWhenThereIsRoom(RunningProgram program) throws Exception {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (System.nanoTime() < deadline) {
            HttpResponse<String> answer = program.get("/metrics");
            if (answer.statusCode() == 200) {
                Samples samples = new Samples(answer.body());
                if (samples.value(SUCCESS) == 1) {
                    return samples;
                }
            } else {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("no recovery: " + program.errors());
    }

    private static List<Integer> manyScrapes(RunningProgram program) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answers.add(program.getAsync(switch (i % 3) {
                case 0 -> "/metrics";
                case 1 -> "/metrics?profile=otel";
                default -> "/metrics?profile=process-exporter";
            }));
        }
        return answers.stream().map(answer -> answer.join().statusCode()).toList();
    }

    /** They ask and never read. */
    private static List<Socket> slowClients(RunningProgram program) throws IOException {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < SLOW_CLIENTS; i++) {
            Socket client = program.connect();
            client.setReceiveBufferSize(4096);
            client.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            clients.add(client);
        }
        return clients;
    }
}
