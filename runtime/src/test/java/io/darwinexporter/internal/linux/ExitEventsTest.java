package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;

/** Ends of processes that the test starts, as the kernel tells them. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "saving {0}")
@ValueSource(booleans = { true, false })
class ExitEventsTest {

    private static final int SHORT_LIVED = 50;

    private final Savings savings;

    ExitEventsTest(boolean saving) {
        savings = saving ? Savings.defaults() : Savings.none();
    }

    @Test
    void fiftyShortLivedProcessesAreToldOnce() throws Exception {
        try (LiveSource live = LiveSource.withExitEvents(savings)) {
            live.collect();
            long used = 0;
            Set<Integer> pids = new HashSet<>();
            for (int i = 0; i < SHORT_LIVED; i++) {
                try (Workload workload = Workload.run("cpu", "0.05", "exit")) {
                    used += workload.cpuNanos();
                    pids.add(workload.pid());
                    workload.letGo();
                    workload.awaitEnd();
                }
            }
            long listingStart = live.snapshot().listingStartNanos();
            live.collect();
            long told = 0;
            Set<Integer> toldPids = new HashSet<>();
            for (int row : live.ended(Workload.NAME)) {
                told += live.cpuNanos(row);
                assertThat(toldPids.add(live.snapshot().pid(row))).isTrue();
                assertThat(live.snapshot().startNanos(row)).isGreaterThan(listingStart);
                assertThat(live.snapshot().parentPid(row)).isEqualTo((int) ProcessHandle.current().pid());
                assertThat(live.snapshot().user(row)).isEqualTo(System.getProperty("user.name"));
                assertThat(live.value(row, Measure.FAULTS)).isPositive();
            }
            assertThat(toldPids).isEqualTo(pids);
            assertThat(told).isCloseTo(used, withinPercentage(5));
            live.collect();
            assertThat(live.ended(Workload.NAME)).isEmpty();
            assertThat(live.snapshot().lostExits()).isZero();
        }
    }

    @Test
    void endOfAKnownProcessBearsItsIdentityAndItsTotals() throws Exception {
        endOfKnownProcess("cpu", "0.1", "then", "cpu", "0.2", "exit");
    }

    @Test
    void endOfAProcessThatHadThreadsTellsThemAll() throws Exception {
        endOfKnownProcess("cpu-in-thread", "0.1", "then", "cpu-in-thread", "0.2", "exit");
    }

    private void endOfKnownProcess(String... arguments) throws Exception {
        try (LiveSource live = LiveSource.withExitEvents(savings); Workload workload = Workload.run(arguments)) {
            int living = live.collect().row(workload);
            long start = live.snapshot().startNanos(living);
            long switches = live.value(living, Measure.CONTEXT_SWITCHES);
            workload.goOn();
            workload.letGo();
            workload.awaitEnd();
            live.collect();
            List<Integer> rows = live.ended(Workload.NAME);
            rows.removeIf(row -> live.snapshot().pid(row) != workload.pid());
            assertThat(rows).hasSize(1);
            int ended = rows.get(0);
            assertThat(live.snapshot().startNanos(ended)).isEqualTo(start);
            assertThat(live.snapshot().arguments(ended)).contains("exit");
            assertThat(live.cpuNanos(ended)).isCloseTo(workload.cpuNanos(), withinPercentage(5));
            assertThat(live.value(ended, Measure.CONTEXT_SWITCHES)).isGreaterThanOrEqualTo(switches);
            assertThat(live.snapshot().has(ended, Measure.RESIDENT_BYTES)).isFalse();
        }
    }

    @Test
    void endOfAnUnseenProcessBearsTheNameOfItsMainThread() throws Exception {
        try (LiveSource live = LiveSource.withExitEvents(savings)) {
            live.collect();
            Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            java.waitFor();
            live.collect();
            List<Integer> rows = live.ended("java");
            rows.removeIf(row -> live.snapshot().pid(row) != java.pid());
            assertThat(rows).hasSize(1);
        }
    }

    @Test
    void whereNoNewsArrivesThatIsSaid() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process inNamespace = new ProcessBuilder("unshare", "--net", java, "-cp", System.getProperty("java.class.path"),
                MissingHere.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String missing = new String(inNamespace.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeTrue(inNamespace.waitFor() == 0, "unshare --net is not permitted");

        assertThat(missing).contains("no news of ends arrives");
    }

    @Test
    void zombieWhoseEndWasToldCarriesNothingMore() throws Exception {
        try (LiveSource live = LiveSource.withExitEvents(savings)) {
            live.collect();
            try (Workload workload = Workload.run("zombie", "0.1")) {
                live.collect();
                List<Integer> rows = live.ended(Workload.NAME);
                rows.removeIf(row -> live.snapshot().parentPid(row) != workload.pid());
                assertThat(rows).hasSize(1);
                int zombiePid = live.snapshot().pid(rows.get(0));
                live.collect();
                int zombie = live.row(zombiePid);
                assertThat(live.snapshot().state(zombie)).isEqualTo(ProcessState.ZOMBIE);
                assertThat(live.snapshot().present(zombie)).isZero();
                assertThat(live.ended(Workload.NAME)).noneMatch(row -> live.snapshot().pid(row) == zombiePid);
            }
        }
    }

    @Test
    void endsOfProcessesThatTheFilterLeavesOutAreExcluded() throws Exception {
        try (LiveSource live = LiveSource.withExitEvents(savings)) {
            live.collect(name -> false);
            try (Workload workload = Workload.run("exit")) {
                workload.letGo();
                workload.awaitEnd();
            }
            live.collect(name -> false);
            assertThat(live.ended(Workload.NAME)).isNotEmpty().allMatch(live.snapshot()::isExcluded);
        }
    }

    @Test
    void reusedPidIsTwoProcesses() throws Exception {
        try (LiveSource live = LiveSource.withExitEvents(savings); Workload first = Workload.run("cpu", "0.2", "exit")) {
            long firstStart = live.snapshotStart(first);
            first.letGo();
            first.awaitEnd();
            try (Workload second = Workload.startWithPid(first.pid())) {
                second.awaitReport();
                int row = live.collect().row(second);
                assertThat(live.snapshot().startNanos(row)).isGreaterThan(firstStart);
                assertThat(live.cpuNanos(row)).isLessThan(100_000_000L);
                List<Integer> ended = new ArrayList<>(live.ended(Workload.NAME));
                ended.removeIf(r -> live.snapshot().pid(r) != first.pid());
                assertThat(ended).hasSize(1);
                assertThat(live.snapshot().startNanos(ended.get(0))).isEqualTo(firstStart);
                assertThat(live.cpuNanos(ended.get(0))).isCloseTo(first.cpuNanos(), withinPercentage(5));
            }
        }
    }
}
