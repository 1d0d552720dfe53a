package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rules that change while the program runs, and what check-config and explain make of them. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the processes are those of a made-up /proc")
class ReloadIT {

    private static final String PREFIX = "quarkus.darwin-exporter.";
    private static final String SUCCESSFUL = "darwin_exporter_config_last_reload_successful ";
    private static final String TIMESTAMP = "darwin_exporter_config_last_reload_success_timestamp_seconds ";
    private static final String ONE_RULE = "rules:\n- name: team\n  comm: fake-0\n";
    private static final String ANOTHER = ONE_RULE + "- name: more\n  comm: fake-1\n";
    private static final String WRONG = ONE_RULE + "- name: x\n  comm: fake-1\n  colour: red\n";

    @TempDir
    Path folder;

    @Test
    void hangUpReadsTheRulesAgainAndCountersGoOn() throws Exception {
        try (RunningProgram program = start(ONE_RULE)) {
            assertThat(value(program, cpu("team"))).isEqualTo(12.5);
            assertThat(value(program, cpu("fake-1"))).isEqualTo(12.5);
            use(100, 3);

            write(ANOTHER);
            hangUp(program, "have been read again, there are 2");

            assertThat(value(program, cpu("team"))).isEqualTo(15.5);
            // The past stays where it was counted.
            assertThat(value(program, cpu("fake-1"))).isEqualTo(12.5);
            assertThat(value(program, cpu("more"))).isZero();
            assertThat(value(program, SUCCESSFUL)).isEqualTo(1);
        }
    }

    @Test
    void wrongFileChangesNothing() throws Exception {
        try (RunningProgram program = start(ONE_RULE)) {
            double readAt = value(program, TIMESTAMP);

            write(WRONG);
            hangUp(program, "the rules stay as they were: ");

            assertThat(program.errors()).filteredOn(line -> line.contains(" WARN ")).singleElement().asString()
                    .contains(rules() + ":6:3 ", "\"colour\" is not accepted");
            assertThat(value(program, SUCCESSFUL)).isZero();
            assertThat(value(program, TIMESTAMP)).isEqualTo(readAt);
            assertThat(program.get("/metrics").body()).contains("{groupname=\"team\"");

            write(ANOTHER);
            hangUp(program, "have been read again, there are 2");
            assertThat(value(program, SUCCESSFUL)).isEqualTo(1);
            assertThat(value(program, TIMESTAMP)).isGreaterThan(readAt);
        }
    }

    @Test
    void explainTellsTheRuleThatDecided() throws Exception {
        write(ONE_RULE);

        List<String> ruled = Program.in(folder).run("explain", "100", "--rules", rules().toString(), procfs()).output();
        List<String> other = Program.in(folder).run("explain", "101", "--rules", rules().toString(), procfs()).output();

        assertThat(ruled).anyMatch(line -> line.matches("  group +team"))
                .anyMatch(line -> line.matches("  because +taken by the rule at .*rules\\.yml:2:3 .*"));
        assertThat(other).anyMatch(line -> line.matches("  because +no rule takes it; grouped by name"))
                .anyMatch(line -> line.matches("    comm no +found fake-1; wanted fake-0"));
    }

    @Test
    void checkConfigTellsWhatIsWrongWithRules() throws Exception {
        write(WRONG);

        Program.Outcome outcome = Program.in(folder).run("check-config", "--rules", rules().toString(), "--port", "77",
                "-D" + PREFIX + "interval=soon");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).hasSize(2)
                .anyMatch(line -> line.startsWith("darwin-exporter: " + rules() + ":6:3 "))
                .anyMatch(line -> line.startsWith("darwin-exporter: command line: " + PREFIX + "interval: "));
    }

    private RunningProgram start(String rules) throws IOException, InterruptedException {
        write(rules);
        return Program.in(folder).start("--rules", rules().toString(), "-D" + PREFIX + "min-age=0", "--interval", "0",
                procfs());
    }

    private String procfs() throws IOException {
        if (!Files.exists(folder.resolve("proc"))) {
            FakeProc.make(folder.resolve("proc"), List.of("fake-0", "fake-1"));
        }
        return "-D" + PREFIX + "procfs=" + folder.resolve("proc");
    }

    /** Lets a process have used more CPU time. */
    private void use(int pid, int seconds) throws IOException {
        Path stat = folder.resolve("proc/" + pid + "/stat");
        Files.writeString(stat, Files.readString(stat).replace(" 1250 ", " " + (1250 + 100 * seconds) + " "));
    }

    private Path rules() {
        return folder.resolve("rules.yml");
    }

    private void write(String rules) throws IOException {
        Files.writeString(rules(), rules);
    }

    private static String cpu(String group) {
        return "process_cpu_seconds_total{groupname=\"" + group + "\"";
    }

    /** Of CPU time that is in user mode. */
    private static double value(RunningProgram program, String beginning) throws IOException, InterruptedException {
        return new Samples(program.get("/metrics").body()).value(beginning);
    }

    private static void hangUp(RunningProgram program, String logged) throws IOException, InterruptedException {
        program.signal("HUP");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (program.errors().stream().noneMatch(line -> line.contains(logged))) {
            assertThat(program.isAlive()).as("alive").isTrue();
            assertThat(System.nanoTime()).as("time, without a log line: " + logged).isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
