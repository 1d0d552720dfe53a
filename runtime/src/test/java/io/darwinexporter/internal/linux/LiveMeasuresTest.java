package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;

/** What the source says of processes of known use, against what they say themselves. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "saving {0}")
@ValueSource(booleans = { true, false })
class LiveMeasuresTest {

    private static final long TICK = 10_000_000L;
    private static final long MIB = 1024 * 1024;

    @TempDir
    private Path folder;
    private final Savings savings;

    LiveMeasuresTest(boolean saving) {
        savings = saving ? Savings.defaults() : Savings.none();
    }

    @Test
    void cpuTimeIsThatOfTheProcess() throws Exception {
        try (LiveSource live = new LiveSource(true, savings);
                Workload workload = Workload.run("cpu", "0.5", "cpu-in-thread", "0.3")) {
            int row = live.collect().row(workload);
            assertThat(live.cpuNanos(row)).isCloseTo(workload.cpuNanos(), within(3 * TICK)).isGreaterThan(750_000_000L);
        }
    }

    @Test
    void bytesWrittenReachTheDiskOnce() throws Exception {
        try (LiveSource live = new LiveSource(true, savings); Workload workload = Workload.run("write", "8388608")) {
            assertThat(live.collect().value(workload, Measure.DISK_WRITE_BYTES)).isCloseTo(8 * MIB, withinPercentage(5));
        }
    }

    @Test
    void descriptorsAndThreadsAreCounted() throws Exception {
        try (LiveSource live = new LiveSource(true, savings);
                Workload workload = Workload.run("open", "50", "sleepers", "7", "spinners", "2")) {
            live.collect();
            // On a busy host it takes a while until every sleeper has had its first moment on a processor, to fall asleep in.
            for (int i = 0; i < 100 && live.value(workload, Measure.THREADS_RUNNING) > 4; i++) {
                Thread.sleep(100);
                live.collect();
            }
            assertThat(live.value(workload, Measure.OPEN_DESCRIPTORS)).isEqualTo(3 + 50);
            assertThat(live.value(workload, Measure.THREADS)).isEqualTo(10);
            assertThat(live.value(workload, Measure.THREADS_RUNNING)).isBetween(2L, 4L);
            assertThat(live.snapshot().state(live.row(workload))).isEqualTo(ProcessState.RUNNING);
            assertThat(live.value(workload, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isPositive().isLessThan(1_000_000);
            assertThat(live.value(workload, Measure.RUN_QUEUE_WAIT_NANOS)).isNotNegative();
        }
    }

    @Test
    void touchedMemoryIsResidentAndInTheFootprint() throws Exception {
        try (LiveSource live = new LiveSource(true, savings);
                Workload workload = Workload.run("touch", "67108864", "then", "touch", "16777216")) {
            live.collect();
            assertThat(live.value(workload, Measure.RESIDENT_BYTES)).isBetween(64 * MIB, 70 * MIB);
            assertThat(live.value(workload, Measure.FOOTPRINT_BYTES)).isCloseTo(64 * MIB, withinPercentage(4));
            assertThat(live.value(workload, Measure.FAULTS)).isGreaterThan(10);
            workload.goOn();
            live.collect();
            assertThat(live.value(workload, Measure.FOOTPRINT_BYTES)).isCloseTo(80 * MIB, withinPercentage(4));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void switchesOfAllThreadsCountAndStayWhenThreadsEnd(boolean taskstats) throws Exception {
        try (LiveSource live = new LiveSource(taskstats, savings);
                Workload workload = Workload.run("pong", "3000", "then", "end-threads", "then")) {
            live.collect();
            long before = live.value(workload, Measure.CONTEXT_SWITCHES);
            assertThat(before).isCloseTo(workload.contextSwitches(), withinPercentage(3)).isGreaterThan(3000);
            workload.goOn();
            assertThat(live.collect().value(workload, Measure.THREADS)).isEqualTo(1);
            assertThat(live.value(workload, Measure.CONTEXT_SWITCHES))
                    .isGreaterThanOrEqualTo(before).isCloseTo(workload.contextSwitches(), withinPercentage(3));
        }
    }

    @Test
    void zombieTellsItsCpuTimeAndNothingElse() throws Exception {
        try (LiveSource live = new LiveSource(false, savings); Workload workload = Workload.run("zombie", "0.2")) {
            live.collect();
            int zombie = -1;
            for (int row = 0; row < live.snapshot().rows(); row++) {
                if (live.snapshot().parentPid(row) == workload.pid()) {
                    zombie = row;
                }
            }
            assertThat(zombie).isNotNegative();
            assertThat(live.snapshot().state(zombie)).isEqualTo(ProcessState.ZOMBIE);
            assertThat(live.cpuNanos(zombie)).isBetween(180_000_000L, 400_000_000L);
            assertThat(live.snapshot().has(zombie, Measure.THREADS)).isFalse();
        }
    }

    @Test
    void processWhoseMainThreadHasEndedLives() throws Exception {
        try (LiveSource live = new LiveSource(true, savings);
                Workload workload = Workload.run("sleepers", "2", "then", "main-thread-ends")) {
            workload.letGo();
            workload.awaitStat(") Z ");
            int row = live.collect().row(workload);
            assertThat(live.snapshot().state(row).isLiving()).isTrue();
            assertThat(live.value(workload, Measure.THREADS)).isEqualTo(3);
            assertThat(live.snapshot().has(row, Measure.RESIDENT_BYTES)).isFalse();
        }
    }

    @Test
    void programsOfHostileNamesAreNamedRightly() throws Exception {
        Path program = folder.resolve("x) R {\"\n\\ \u00e4 of a long name");
        Files.copy(Workload.program(), program);
        try (LiveSource live = new LiveSource(true, savings); Workload workload = Workload.startAs(program)) {
            workload.awaitReport();
            int row = live.collect().row(workload);
            assertThat(live.snapshot().name(row)).isEqualTo(program.getFileName().toString());
            assertThat(live.snapshot().arguments(row)).containsExactly(program.toString());
        }
    }

    @Test
    void thisProcessIsThereWithItsStart() throws Exception {
        try (LiveSource live = new LiveSource(true, savings)) {
            int row = live.collect().row((int) ProcessHandle.current().pid());
            long startEpochMillis = (live.snapshot().startNanos(row) + live.source().description().startTimeOffsetNanos())
                    / 1_000_000;
            assertThat(startEpochMillis).isCloseTo(ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli(),
                    within(1500L));
            assertThat(live.snapshot().user(row)).isEqualTo(System.getProperty("user.name"));
            assertThat(live.snapshot().listingStartNanos()).isGreaterThan(live.snapshot().startNanos(row));
            assertThat(live.snapshot().hostCpuNanos()).isPositive();
            assertThat(live.snapshot().state(row)).isEqualTo(ProcessState.RUNNING);
        }
    }
}
