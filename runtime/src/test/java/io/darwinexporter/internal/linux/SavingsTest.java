package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * A source that saves gives what one gives that reads everything: the latter reads before and after, and what the former tells
 * lies in between.
 */
@EnabledOnOs(OS.LINUX)
class SavingsTest {

    private static final int STILL = 8;
    private static final int STEPPING = 6;
    private static final int STEPS = 12;
    private static final int SPAWNED = 5;
    /** A process is settled after five seconds. */
    private static final int UNSETTLED_MILLIS = 5500;
    private static final long LARGE = 1L << 30;
    private static final long FOR_FIVE_PROCESSES = 5 * 4 * 4096;

    private final Random random = new Random(6);
    private final List<ChildProcess> herd = new ArrayList<>();
    private final List<Workload> stepping = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();

    private final List<LiveSource> before = new ArrayList<>();
    private final List<LiveSource> after = new ArrayList<>();

    /** A source that saves, and two that do not, which read before and after it. */
    private record Way(String name, LiveSource before, LiveSource saving, LiveSource after) {
    }

    @BeforeEach
    void openSources() {
        openSources(true, new Savings(true, 20, true, LARGE), new Savings(true, 3, true, FOR_FIVE_PROCESSES),
                new Savings(true, 20, false, 0), new Savings(false, 20, true, LARGE));
        openSources(false, new Savings(true, 20, true, LARGE), new Savings(true, 3, false, 0));
    }

    private void openSources(boolean taskstats, Savings... savings) {
        LiveSource first = new LiveSource(taskstats, Savings.none());
        LiveSource last = new LiveSource(taskstats, Savings.none());
        before.add(first);
        after.add(last);
        for (Savings each : savings) {
            ways.add(new Way(each + (taskstats ? "" : " without taskstats"), first, new LiveSource(taskstats, each), last));
        }
    }

    @BeforeEach
    void startHerd() throws Exception {
        for (int i = 0; i < STILL; i++) {
            herd.add(Workload.run("open", Integer.toString(10 * i), "touch", Integer.toString(500_000 * i), "then"));
        }
        herd.add(Workload.run("sleepers", "3", "then"));
        herd.add(Workload.run("spinners", "1", "then"));
        herd.add(Workload.run("zombie", "0.05", "then"));
        for (int i = 0; i < STEPPING; i++) {
            Workload workload = Workload.run("touch", "100000", "then", "touch", "4000000", "then", "open", "7", "then", "cpu",
                    "0.1", "then", "write", "200000", "then", "sleepers", "2", "then", "pong", "200", "then", "touch",
                    "3000000", "then", "open", "9", "then", "cpu", "0.02", "then", "cpu", "0.02", "then", "open", "1", "then",
                    "cpu", "0.02", "then");
            herd.add(workload);
            stepping.add(workload);
        }
    }

    @AfterEach
    void endHerd() {
        herd.forEach(ChildProcess::close);
        before.forEach(LiveSource::close);
        after.forEach(LiveSource::close);
        ways.forEach(way -> way.saving.close());
    }

    @Test
    void churningHerdIsToldAsByAFreshReading() throws Exception {
        for (int step = 0; step < STEPS; step++) {
            if (step == STEPS / 2) {
                Thread.sleep(UNSETTLED_MILLIS);
            }
            collectAndCompare();
            for (Workload workload : stepping) {
                if (random.nextBoolean()) {
                    workload.goOn();
                }
            }
            for (int i = 0; i < SPAWNED; i++) {
                try (Workload shortLived = Workload.run("cpu", "0.001", "exit")) {
                    shortLived.letGo();
                }
            }
        }
    }

    @Test
    void stillHerdIsToldExactly() throws Exception {
        settle();
        for (Way way : ways) {
            for (ChildProcess process : herd.subList(0, STILL)) {
                SnapshotBuffer fresh = way.after.snapshot();
                int freshRow = way.after.row(process.pid());
                SnapshotBuffer told = way.saving.snapshot();
                int row = way.saving.row(process.pid());
                assertThat(told.present(row)).as(way.name).isEqualTo(fresh.present(freshRow));
                assertThat(told.state(row)).as(way.name).isEqualTo(fresh.state(freshRow));
                for (Measure measure : way.saving.source().description().supported()) {
                    if (told.has(row, measure)) {
                        assertThat(told.value(row, measure)).as("%s of %s", measure, way.name)
                                .isEqualTo(fresh.value(freshRow, measure));
                    }
                }
            }
        }
    }

    @Test
    void programThatReplacesAnotherIsSeenAtOnce() throws Exception {
        try (Shell shell = new Shell("echo; read line; exec sleep 300")) {
            shell.line();
            herd.add(shell);
            settle();
            shell.letGo();
            shell.awaitStat("(sleep)");
            collectAndCompare();
            herd.remove(shell);
            for (Way way : ways) {
                int row = way.saving.row(shell.pid());
                assertThat(way.saving.snapshot().name(row)).as(way.name).isEqualTo("sleep");
                assertThat(way.saving.snapshot().description(row).arguments()).as(way.name).containsExactly("sleep", "300");
            }
        }
    }

    @Test
    void childWhoseParentHasEndedHasAnotherParent() throws Exception {
        try (Shell shell = new Shell("sleep 300 & echo $!; read line")) {
            int child = Integer.parseInt(shell.line());
            try {
                settle();
                shell.letGo();
                shell.awaitEnd();
                collectAndCompare();
                for (Way way : ways) {
                    assertThat(way.saving.snapshot().parentPid(way.saving.row(child))).as(way.name)
                            .isNotEqualTo(shell.pid())
                            .isEqualTo(way.before.snapshot().parentPid(way.before.row(child)));
                }
            } finally {
                ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void processWithAUsedPidIsAnother() throws Exception {
        Workload first = Workload.run("touch", "9000000", "cpu", "0.3", "then", "exit");
        herd.add(first);
        settle();
        long firstStart = ways.get(0).saving.snapshot().startNanos(ways.get(0).saving.row(first));
        herd.remove(first);
        first.close();
        try (Workload second = Workload.startWithPid(first.pid())) {
            second.awaitReport();
            herd.add(second);
            collectAndCompare();
            collectAndCompare();
            herd.remove(second);
            for (Way way : ways) {
                int row = way.saving.row(second);
                assertThat(way.saving.snapshot().startNanos(row)).as(way.name).isGreaterThan(firstStart);
                assertThat(way.saving.cpuNanos(row)).as(way.name).isLessThan(200_000_000L);
                assertThat(way.saving.value(row, Measure.RESIDENT_BYTES)).as(way.name).isLessThan(8_000_000);
            }
        }
    }

    @Test
    void processWhoseMainThreadEndsIsToldAsByAFreshReading() throws Exception {
        Workload workload = Workload.run("sleepers", "2", "then", "main-thread-ends");
        herd.add(workload);
        settle();
        workload.letGo();
        workload.awaitStat(") Z ");
        collectAndCompare();
        collectAndCompare();
        for (Way way : ways) {
            int row = way.saving.row(workload);
            assertThat(way.saving.snapshot().state(row).isLiving()).as(way.name).isTrue();
            assertThat(way.saving.snapshot().has(row, Measure.RESIDENT_BYTES)).as(way.name).isFalse();
        }
    }

    @Test
    void stoppedProcessIsSeenAsStopped() throws Exception {
        Workload workload = Workload.run("then");
        herd.add(workload);
        settle();
        new ProcessBuilder("kill", "-STOP", Integer.toString(workload.pid())).start().waitFor();
        workload.awaitStat(") T ");
        for (int i = 0; i < 3; i++) {
            collectAndCompare();
            for (Way way : ways) {
                assertThat(way.saving.snapshot().state(way.saving.row(workload))).as(way.name)
                        .isEqualTo(ProcessState.STOPPED);
            }
        }
    }

    @Test
    void whatOthersDoToAProcessIsSeenInItsTurn() throws Exception {
        Workload workload = Workload.run("then");
        herd.add(workload);
        settle();
        long priority = ways.get(0).saving.value(workload, Measure.PRIORITY);
        new ProcessBuilder("renice", "7", "-p", Integer.toString(workload.pid())).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        for (Way way : ways) {
            for (int i = 0; i < 20; i++) {
                way.saving.collect();
            }
            assertThat(way.saving.value(workload, Measure.PRIORITY)).as(way.name).isEqualTo(priority + 7);
        }
    }

    /** Until all processes that were there at the beginning are past their first seconds, and their files kept or unread. */
    private void settle() throws Exception {
        collectAndCompare();
        Thread.sleep(UNSETTLED_MILLIS);
        for (int i = 0; i < 4; i++) {
            collectAndCompare();
        }
    }

    private void collectAndCompare() throws Exception {
        collect(before);
        for (Way way : ways) {
            way.saving.collect();
        }
        collect(after);
        for (Way way : ways) {
            for (ChildProcess process : herd) {
                compare(way, process.pid());
            }
        }
    }

    private static void collect(List<LiveSource> sources) throws Exception {
        for (LiveSource source : sources) {
            source.collect();
        }
    }

    private static void compare(Way way, int pid) {
        int first = way.before.row(pid);
        int told = way.saving.row(pid);
        int last = way.after.row(pid);
        SnapshotBuffer fresh = way.before.snapshot();
        SnapshotBuffer saving = way.saving.snapshot();
        assertThat(saving.name(told)).as(way.name).isEqualTo(fresh.name(first));
        assertThat(saving.user(told)).as(way.name).isEqualTo(fresh.user(first));
        assertThat(saving.description(told).arguments()).as(way.name).isEqualTo(fresh.description(first).arguments());
        assertThat(saving.startNanos(told)).as(way.name).isEqualTo(fresh.startNanos(first));
        assertThat(saving.parentPid(told)).as(way.name).isEqualTo(fresh.parentPid(first));
        for (Measure measure : Measure.values()) {
            if (!fresh.has(first, measure) || !way.after.snapshot().has(last, measure)) {
                continue;
            }
            long lower = fresh.value(first, measure);
            long upper = way.after.snapshot().value(last, measure);
            long value = way.saving.value(told, measure);
            if (measure.nature() == Measure.Nature.COUNTER || measure.nature() == Measure.Nature.CHILDREN) {
                assertThat(value).as("%s of %s", measure, way.name).isBetween(lower, upper);
            } else if (lower == upper && !isMomentary(measure)) {
                assertThat(value).as("%s of %s", measure, way.name).isEqualTo(lower);
            }
        }
    }

    /** What threads do at the moment is another thing before and after any reading. */
    private static boolean isMomentary(Measure measure) {
        return measure.kind() == MeasureKind.THREADS && measure != Measure.THREADS;
    }

    /** A shell that runs a script. */
    private static final class Shell extends ChildProcess {

        Shell(String script) throws IOException {
            super(new ProcessBuilder("sh", "-c", script));
        }
    }
}
