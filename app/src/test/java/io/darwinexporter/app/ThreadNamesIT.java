package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Threads by their names, as a user switches them on. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "threads are told apart on Linux only")
class ThreadNamesIT {

    private static final String ON = "-Dquarkus.darwin-exporter.collect.thread-names=true";
    private static final String GROUP = "{groupname=\"sleep\"";

    @TempDir
    Path folder;

    @Test
    void threadsAreShownByNameWhereThatIsSwitchedOn() throws Exception {
        Process sleeping = new ProcessBuilder("sleep", "300").start();
        try (RunningProgram program = Program.in(folder).start(ON)) {
            String text = program.get("/metrics").body();
            Samples samples = new Samples(text);

            assertThat(samples.value("process_thread_group_threads" + GROUP)).isPositive();
            assertThat(text).containsPattern("process_thread_group_threads\\{groupname=\"sleep\".*,threadname=\"sleep\"}");
            assertThat(samples.sum("process_thread_faults_total" + GROUP)).isPositive();
            assertThat(samples.sum("process_thread_context_switches_total" + GROUP)).isPositive();
            assertThat(text).contains("process_thread_cpu_seconds_total" + GROUP, "process_thread_pageins_total" + GROUP);
            assertThat(program.errors()).noneMatch(line -> line.contains("cannot be told apart"));
        } finally {
            sleeping.destroyForcibly().waitFor();
        }
    }

    @Test
    void withoutItThereAreNoSuchFamilies() throws Exception {
        try (RunningProgram program = Program.in(folder).start()) {
            assertThat(program.get("/metrics").body()).contains("process_threads{").doesNotContain("process_thread_");
        }
    }

    @Test
    void whereThreadsAreNotReadAtAllThatIsSaid() throws Exception {
        try (RunningProgram program = Program.in(folder).start(ON, "--no-threads")) {
            assertThat(program.get("/metrics").body()).doesNotContain("process_thread");
            assertThat(program.errors()).anyMatch(line -> line.contains("threads cannot be told apart here"));
        }
    }
}
