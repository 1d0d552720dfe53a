package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.app.GroupSamples.Series;

/**
 * The program under process-exporter's names beside the original, which looks at the same processes: what one shows, the other
 * shows. The processes are still whenever they are looked at, and work in between, so that both see the same.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Debian's prometheus-process-exporter")
class ProcessExporterIT {

    private static final String PREFIX = "namedprocess_namegroup_";
    private static final String THREADS = PREFIX + "thread_";
    private static final String STATES = PREFIX + "states";
    private static final String MEMORY = PREFIX + "memory_bytes";
    private static final String START = PREFIX + "oldest_start_time_seconds";
    /** Left out: see docs/metrics.md. */
    private static final String WCHAN = PREFIX + "threads_wchan";

    /** The groups of these processes only: others on the host come and go. */
    private static final String OURS = "still-";
    private static final String SEVERAL = "still-several";
    private static final String SINGLE = "still-single";
    private static final String SHELL = "still-shell";

    /** What Debian's package has for an example, and process-exporter's own packages for a default. */
    private static final String BY_COMM = """
            process_names:
              - name: "{{.Comm}}"
                cmdline:
                - '.+'
            """;
    private static final String BY_CAPTURE = """
            process_names:
              - name: "still-{{.Matches.Conf}}"
                cmdline:
                - '--config=(?P<Conf>[a-z]+)\\.conf'
            """;
    /** With a slash the whole of the first argument has to be that, without one its last part. */
    private static final String BY_EXE = """
            process_names:
              - exe:
                - BIN/still-single
                - still-several
            """;
    private static final String WITH_CHILDREN = """
            process_names:
              - comm:
                - still-shell
                name: "{{.Comm}}"
            """;

    @TempDir
    static Path folder;

    private static final List<StillProcess> PROCESSES = new ArrayList<>();

    private static Process shell;

    @BeforeAll
    static void startProcesses() throws Exception {
        Path program = StillProcess.program(folder);
        Path bin = folder.resolve("bin");
        PROCESSES.add(StillProcess.start(program, bin.resolve(SEVERAL), 4, 0, "--config=one.conf"));
        PROCESSES.add(StillProcess.start(program, bin.resolve(SEVERAL), 3, 5, "--config=two.conf"));
        PROCESSES.add(StillProcess.start(program, bin.resolve(SINGLE), 1, 20, "--config=two.conf"));
        PROCESSES.add(StillProcess.start(program, folder.resolve("sbin").resolve(SINGLE), 1, 0, "--config=one.conf"));
        Path copy = Files.copy(Path.of("/bin/sh"), bin.resolve("still-shell"));
        shell = new ProcessBuilder(copy.toString(), "-c", "sleep 600; :").start();
        while (shell.children().findAny().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @AfterAll
    static void endProcesses() throws Exception {
        for (StillProcess process : PROCESSES) {
            process.close();
        }
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly().waitFor();
    }

    @Test
    void groupsByCommAreTheSame() throws Exception {
        try (Comparison comparison = Comparison.run(BY_COMM)) {
            comparison.assertSame();
            assertThat(comparison.groups()).containsExactlyInAnyOrder(SEVERAL, SINGLE, SHELL);
        }
    }

    @Test
    void groupsByCapturesAreTheSame() throws Exception {
        try (Comparison comparison = Comparison.run(BY_CAPTURE)) {
            comparison.assertSame();
            assertThat(comparison.groups()).containsExactlyInAnyOrder("still-one", "still-two");
        }
    }

    @Test
    void groupsByExecutableAreTheSame() throws Exception {
        try (Comparison comparison = Comparison.run(BY_EXE.replace("BIN", folder.resolve("bin").toString()))) {
            comparison.assertSame();
            assertThat(comparison.groups()).containsExactlyInAnyOrder(SEVERAL, SINGLE);
            assertThat(comparison.after().value(PREFIX + "num_procs", SINGLE)).isEqualTo(1);
        }
    }

    @Test
    void childrenFollowTheirParents() throws Exception {
        try (Comparison comparison = Comparison.run(WITH_CHILDREN)) {
            comparison.assertSame();
            assertThat(comparison.groups()).containsExactly(SHELL);
            assertThat(comparison.after().value(PREFIX + "num_procs", SHELL)).isEqualTo(2);
        }
    }

    /** Both programs, before and after a burst of all processes. */
    private record Comparison(OriginalProcessExporter original, RunningProgram program, GroupSamples originalBefore,
            GroupSamples before, GroupSamples originalAfter, GroupSamples after) implements AutoCloseable {

        static Comparison run(String rules) throws Exception {
            Path file = Files.writeString(Files.createTempFile(folder, "rules", ".yml"), rules);
            OriginalProcessExporter original = OriginalProcessExporter.start(file);
            RunningProgram program = Program.in(folder).start("--profile", "process-exporter", "--rules", file.toString(),
                    "--interval", "0", "-Dquarkus.darwin-exporter.min-age=0s",
                    "-Dquarkus.darwin-exporter.collect.proportional-memory=true");
            GroupSamples before = GroupSamples.of(program.get("/metrics").body(), OURS);
            GroupSamples originalBefore = GroupSamples.of(original.scrape(), OURS);
            for (StillProcess process : PROCESSES) {
                process.burst();
            }
            return new Comparison(original, program, originalBefore, before, GroupSamples.of(original.scrape(), OURS),
                    GroupSamples.of(program.get("/metrics").body(), OURS));
        }

        Set<String> groups() {
            Set<String> groups = new TreeSet<>();
            for (Series series : after.values().keySet()) {
                groups.add(series.group());
            }
            return groups;
        }

        /** All that the original shows is there, and as it shows it; where it is not, that is one of the known differences. */
        void assertSame() {
            for (Series series : originalAfter.values().keySet()) {
                if (!series.family().equals(WCHAN)) {
                    assertThat(after.values()).as("series that process-exporter has").containsKey(series);
                    if (series.family().endsWith("_total")) {
                        assertSameGrowth(series);
                    } else {
                        assertSameGauge(series);
                    }
                }
            }
            for (Series series : before.values().keySet()) {
                if (series.family().endsWith("_total")) {
                    assertThat(before.value(series)).as("%s at first sight", series).isZero();
                }
            }
        }

        private void assertSameGrowth(Series series) {
            double expected = originalAfter.growth(series, originalBefore);
            if (series.family().startsWith(THREADS) && !hasThreadsOfAll(series.group())) {
                return;
            }
            assertThat(after.growth(series, before)).as("growth of %s", series)
                    .isCloseTo(expected, within(Math.max(0.02 * Math.abs(expected), slack(series))));
        }

        /** What a reading at another moment may differ by where hardly anything was used: a tick, a few switches and pages. */
        private static double slack(Series series) {
            return switch (series.family()) {
                case PREFIX + "cpu_seconds_total", THREADS + "cpu_seconds_total" -> 0.021;
                case PREFIX + "read_bytes_total", PREFIX + "write_bytes_total", THREADS + "io_bytes_total" -> 65536;
                default -> 10;
            };
        }

        private void assertSameGauge(Series series) {
            double expected = originalAfter.value(series);
            double actual = after.value(series);
            switch (series.family()) {
                // It counts the main thread of a process that has others twice: as the process, and among its threads.
                case STATES -> assertThat(actual).as("%s", series)
                        .isEqualTo(series.labels().get("state").equals("Sleeping") ? threads(series.group()) : expected);
                // It takes resident memory from stat, where the kernel leaves out what is being counted on each processor;
                // shared memory changes with those who share it.
                case MEMORY -> assertThat(actual).as("%s", series)
                        .isCloseTo(expected, within(0.02 * expected + 4 * 1024 * 1024));
                // It knows the time of boot to the second.
                case START -> assertThat(actual).as("%s", series).isCloseTo(expected, within(2.0));
                // It leaves out threads of processes that have but one.
                case THREADS + "count" -> assertThat(actual).as("%s", series)
                        .isGreaterThanOrEqualTo(expected).isLessThanOrEqualTo(threads(series.group()));
                default -> assertThat(actual).as("%s", series).isCloseTo(expected, within(0.000001));
            }
        }

        /** Whether the original tells of all threads of a group. */
        private boolean hasThreadsOfAll(String group) {
            double told = 0;
            for (Series series : originalAfter.values().keySet()) {
                if (series.family().equals(THREADS + "count") && series.group().equals(group)) {
                    told += originalAfter.value(series);
                }
            }
            return told == threads(group);
        }

        private double threads(String group) {
            return after.value(PREFIX + "num_threads", group);
        }

        @Override
        public void close() throws Exception {
            original.close();
            program.close();
        }
    }
}
