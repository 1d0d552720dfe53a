package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopIT {

    /** What users are promised, whatever the program is doing. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({ "TERM, 143", "INT, 130" })
    void signalStopsIt(String signal, int exitCode) throws Exception {
        // A shell that starts Maven in the background makes all its children ignore SIGINT.
        try (RunningProgram program = Program.in(folder).under("env", "--default-signal=INT").start()) {
            program.signal(signal);

            assertThat(program.exitCodeWithin(PROMISED)).isIn(0, exitCode);
            assertThat(program.errors()).noneMatch(line -> line.contains("Exception"));
        }
    }

    /** As in a container: the kernel keeps signals from a first process that has no handler for them. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "pid namespaces are Linux's")
    void asTheFirstProcessOfAPidNamespaceItStopsAtOnce() throws Exception {
        Tool.find("unshare", "util-linux", "--version");
        assumeTrue(new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true").start().waitFor() == 0,
                "no namespaces may be made here");
        try (RunningProgram unshare = Program.in(folder).under("unshare", "--pid", "--fork", "--mount-proc").start()) {
            ProcessHandle first = unshare.handle().children().findFirst().orElseThrow();
            assertThat(first.destroy()).isTrue();

            assertThat(unshare.exitCodeWithin(PROMISED)).isEqualTo(143);
        }
    }

    @Test
    void idleAndHalfOpenConnectionsDoNotDelayTheStop() throws Exception {
        try (RunningProgram program = Program.in(folder).start();
                var idle = program.connect();
                var half = program.connect()) {
            half.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n".getBytes());
            program.get("/q/health");

            program.signal("TERM");

            assertThat(program.exitCodeWithin(PROMISED)).isIn(0, 143);
        }
    }
}
