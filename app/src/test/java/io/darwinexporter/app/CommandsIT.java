package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.app.Program.Outcome;

/** What the program does without serving. */
class CommandsIT {

    private static final String PREFIX = "quarkus.darwin-exporter.";

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the processes are those of a made-up /proc")
    void explainTellsGroupAndMeasuresOfAProcess() throws Exception {
        Outcome outcome = Program.in(folder).run("explain", "101", procfs());

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).startsWith("process 101, \"fake-1\" of root")
                .anyMatch(line -> line.matches("  group +fake-1"))
                .anyMatch(line -> line.matches("  parent +1, not seen"))
                .anyMatch(line -> line.matches("  cpu user +12\\.500 s"))
                .anyMatch(line -> line.matches("  followed by a running exporter only net receive, .*"))
                .noneMatch(line -> line.contains("--fake"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the processes are those of a made-up /proc")
    void explainShowsTheCommandLineOnlyWhenAsked() throws Exception {
        Outcome outcome = Program.in(folder).run("explain", "101", "--arguments", procfs());

        assertThat(outcome.output()).anyMatch(line -> line.matches("  arguments +--fake"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the processes are those of a made-up /proc")
    void explainKnowsTheConfiguration() throws Exception {
        configure(PREFIX + "grouping.by-user=true\n");

        Outcome outcome = Program.in(folder).with("QUARKUS_DARWIN_EXPORTER_EXCLUDE_PATTERNS", "ke-1")
                .run("explain", "--name", "fake-1", "--no-threads", procfs());
        Outcome other = Program.in(folder).run("explain", "100", procfs());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).filteredOn(line -> line.startsWith("process ")).hasSize(2);
        assertThat(outcome.output()).anyMatch(line -> line.matches("  by its name +left out: exclude pattern \"ke-1\" matches"))
                .anyMatch(line -> line.matches("  switched off +.*\\bthreads, threads running.*"));
        assertThat(other.output()).anyMatch(line -> line.matches("  group +fake-0:root"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the processes are those of a made-up /proc")
    void processThatIsNotThereIsExitCode1() throws Exception {
        Outcome byPid = Program.in(folder).run("explain", "99999999", procfs());
        Outcome byName = Program.in(folder).run("explain", "--name", "nobody", procfs());

        assertFailure(byPid, 1, "no process 99999999 is seen");
        assertFailure(byName, 1, "no process named \"nobody\" is seen");
    }

    @Test
    void explainWithoutAProcessIsExitCode2() throws Exception {
        assertFailure(Program.in(folder).run("explain"), 2, "explain takes one process id, or --name and a name");
        assertFailure(Program.in(folder).run("explain", "1", "--name", "x"), 2, "explain takes one process id");
        assertFailure(Program.in(folder).run("explain", "one"), 2, "explain: \"one\" is not accepted");
        assertFailure(Program.in(folder).run("explain", "1", "2"), 2, "unknown flag or argument \"2\"");
        assertFailure(Program.in(folder).run("check-config", "1"), 2, "unknown flag or argument \"1\"");
    }

    @Test
    void explainRefusesWhatTheServerRefuses() throws Exception {
        assertFailure(Program.in(folder).run("explain", "1", "-D" + PREFIX + "interval=soon"), 2,
                PREFIX + "interval: \"soon\"");
        assertFailure(Program.in(folder).run("explain", "1", "--path", "/q/metrics"), 2, PREFIX + "path: \"/q/metrics\"");
    }

    @Test
    @DisabledOnOs(value = OS.MAC, disabledReason = "macOS is supported there")
    void unsupportedPlatformIsExitCode1() throws Exception {
        assertFailure(Program.in(folder).run("explain", "1", "-D" + PREFIX + "platform=darwin"), 1, "unsupported platform: ");
    }

    @Test
    void goodConfigurationIsFine() throws Exception {
        configure(PREFIX + "interval=30s\n" + PREFIX + "include-patterns[0]=a\n");

        Outcome outcome = Program.in(folder).with("QUARKUS_DARWIN_EXPORTER_MIN_AGE", "2s")
                .with("QUARKUS_DARWIN_EXPORTER_EXCLUDE_PATTERNS_0_", "b").run("check-config", "--port", "9999");

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).containsExactly("The configuration is fine.");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void everyProblemIsToldWithItsPlace() throws Exception {
        configure("# a comment\n" + PREFIX + "interval=soon\n\n" + PREFIX + "intervall=30s\n" + "quarkus.http.port=99999\n"
                + PREFIX + "pattern-syntax=regex\n" + PREFIX + "endpoint.enabled=true\n");
        Files.writeString(folder.resolve(".env"), "A=b\nQUARKUS_DARWIN_EXPORTER_GROUP_RETENTION=-1s\n");

        Outcome outcome = Program.in(folder).with("QUARKUS_DARWIN_EXPORTER_MIN_AGES", "2s")
                .run("check-config", "--exclude-pattern", "(", "-D" + PREFIX + "kernel-threads=maybe");

        String file = "darwin-exporter: config/application.properties:";
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).hasSize(8)
                .anyMatch(line -> line.startsWith(file + "2: " + PREFIX + "interval: \"soon\" is not accepted, it takes "))
                .contains(file + "4: " + PREFIX + "intervall: there is no such setting")
                .anyMatch(line -> line.startsWith(file + "5: quarkus.http.port: \"99999\" is not accepted"))
                .contains(file + "7: " + PREFIX
                        + "endpoint.enabled: was fixed when the program was built and cannot be set")
                .anyMatch(line -> line.startsWith("darwin-exporter: .env:2: " + PREFIX + "group-retention: \"-1s\""))
                .contains("darwin-exporter: environment variable QUARKUS_DARWIN_EXPORTER_MIN_AGES: there is no such setting")
                .anyMatch(line -> line.startsWith("darwin-exporter: command line: " + PREFIX + "kernel-threads: \"maybe\""))
                .anyMatch(line -> line.startsWith("darwin-exporter: command line: " + PREFIX + "exclude-patterns: \"(\""));
    }

    @Test
    void fileThatCannotBeReadIsTold() throws Exception {
        configure("key=\\u12\n");

        assertFailure(Program.in(folder).run("check-config"), 2, "config/application.properties: cannot be read");
    }

    @Test
    void serverWarnsOfVariablesThatAreNoSettings() throws Exception {
        try (RunningProgram program = Program.in(folder).with("QUARKUS_DARWIN_EXPORTER_INTERVALL", "3s").start()) {
            assertThat(program.errors()).anyMatch(line -> line.endsWith(
                    "WARN  environment variable QUARKUS_DARWIN_EXPORTER_INTERVALL: there is no such setting"));
        }
    }

    private String procfs() throws IOException {
        if (!Files.exists(folder.resolve("proc"))) {
            FakeProc.make(folder.resolve("proc"), List.of("fake-0", "fake-1", "fake-2", "fake-1"));
        }
        return "-D" + PREFIX + "procfs=" + folder.resolve("proc");
    }

    private void configure(String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("config")).resolve("application.properties"), text);
    }

    private static void assertFailure(Outcome outcome, int exitCode, String beginning) {
        assertThat(outcome.errors()).singleElement().asString().startsWith("darwin-exporter: " + beginning);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }
}
