package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * A source that saves gives what one gives that reads everything: the latter reads before and after, and what the former tells
 * lies in between.
 * <p>
 * Sources and processes are the same for all tests, since it takes seconds until processes are settled; what a test does to
 * one is done to one of its own.
 */
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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
    private final List<Way> ways = new ArrayList<>();

    private final List<LiveSource> before = new ArrayList<>();
    private final List<LiveSource> after = new ArrayList<>();

    private Shell execing;
    private Shell parent;
    private int orphan;
    private Workload ending;
    private Workload losingItsMainThread;
    private Workload stopping;
    private Workload changedByOthers;

    /** A source that saves, and two that do not, which read before and after it. */
    private record Way(String name, LiveSource before, LiveSource saving, LiveSource after) {
    }

    @BeforeAll
    void openAndSettle() throws Exception {
        openSources();
        startHerd();
        settle();
    }

    private void openSources() {
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

    private void startHerd() throws Exception {
        for (int i = 0; i < STILL; i++) {
            herd.add(Workload.run("open", Integer.toString(10 * i), "touch", Integer.toString(500_000 * i), "then"));
        }
        herd.add(Workload.run("sleepers", "3", "then"));
        herd.add(Workload.run("spinners", "1", "then"));
        herd.add(Workload.run("zombie", "0.05", "then"));
        execing = inHerd(new Shell("echo; read line; exec sleep 300"));
        execing.line();
        parent = inHerd(new Shell("sleep 300 & echo $!; read line"));
        orphan = Integer.parseInt(parent.line());
        ending = inHerd(Workload.run("touch", "9000000", "cpu", "0.3", "then", "exit"));
        losingItsMainThread = inHerd(Workload.run("sleepers", "2", "then", "main-thread-ends"));
        stopping = inHerd(Workload.run("then"));
        changedByOthers = inHerd(Workload.run("then"));
    }

    private <P extends ChildProcess> P inHerd(P process) {
        herd.add(process);
        return process;
    }

    @AfterAll
    void endHerd() {
        herd.forEach(ChildProcess::close);
        ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
        before.forEach(LiveSource::close);
        after.forEach(LiveSource::close);
        ways.forEach(way -> way.saving.close());
    }

    @Test
    void churningHerdIsToldAsByAFreshReading() throws Exception {
        List<Workload> stepping = new ArrayList<>();
        for (int i = 0; i < STEPPING; i++) {
            stepping.add(inHerd(Workload.run("touch", "100000", "then", "touch", "4000000", "then", "open", "7", "then", "cpu",
                    "0.1", "then", "write", "200000", "then", "sleepers", "2", "then", "pong", "200", "then", "touch",
                    "3000000", "then", "open", "9", "then", "cpu", "0.02", "then", "cpu", "0.02", "then", "open", "1", "then",
                    "cpu", "0.02", "then")));
        }
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
        collectAndCompare();
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
        execing.letGo();
        execing.awaitStat("(sleep)");
        collectAndCompare();
        for (Way way : ways) {
            int row = way.saving.row(execing.pid());
            assertThat(way.saving.snapshot().name(row)).as(way.name).isEqualTo("sleep");
            assertThat(way.saving.snapshot().description(row).arguments()).as(way.name).containsExactly("sleep", "300");
        }
    }

    @Test
    void childWhoseParentHasEndedHasAnotherParent() throws Exception {
        parent.letGo();
        parent.awaitEnd();
        herd.remove(parent);
        collectAndCompare();
        for (Way way : ways) {
            assertThat(way.saving.snapshot().parentPid(way.saving.row(orphan))).as(way.name)
                    .isNotEqualTo(parent.pid())
                    .isEqualTo(way.before.snapshot().parentPid(way.before.row(orphan)));
        }
    }

    @Test
    void processWithAUsedPidIsAnother() throws Exception {
        long firstStart = ways.get(0).saving.snapshot().startNanos(ways.get(0).saving.row(ending));
        ending.close();
        herd.remove(ending);
        try (Workload second = Workload.startWithPid(ending.pid())) {
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
        losingItsMainThread.letGo();
        losingItsMainThread.awaitStat(") Z ");
        collectAndCompare();
        collectAndCompare();
        for (Way way : ways) {
            int row = way.saving.row(losingItsMainThread);
            assertThat(way.saving.snapshot().state(row).isLiving()).as(way.name).isTrue();
            assertThat(way.saving.snapshot().has(row, Measure.RESIDENT_BYTES)).as(way.name).isFalse();
        }
    }

    @Test
    void stoppedProcessIsSeenAsStopped() throws Exception {
        new ProcessBuilder("kill", "-STOP", Integer.toString(stopping.pid())).start().waitFor();
        stopping.awaitStat(") T ");
        for (int i = 0; i < 3; i++) {
            collectAndCompare();
            for (Way way : ways) {
                assertThat(way.saving.snapshot().state(way.saving.row(stopping))).as(way.name)
                        .isEqualTo(ProcessState.STOPPED);
            }
        }
    }

    @Test
    void whatOthersDoToAProcessIsSeenInItsTurn() throws Exception {
        long priority = ways.get(0).saving.value(changedByOthers, Measure.PRIORITY);
        new ProcessBuilder("renice", "7", "-p", Integer.toString(changedByOthers.pid())).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        for (Way way : ways) {
            for (int i = 0; i < 20; i++) {
                way.saving.collect();
            }
            assertThat(way.saving.value(changedByOthers, Measure.PRIORITY)).as(way.name).isEqualTo(priority + 7);
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
