package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;

/** What the files of threads tell of their process. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "saving {0}")
@ValueSource(booleans = { true, false })
class SourceThreadsTest extends OnFakeProcfs {

    SourceThreadsTest(boolean saving) {
        super(saving);
    }

    @Test
    void switchesNeverFallWhenThreadsEnd() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(3).switches(10).write();
        process.writeThread(10, 'S', 10).writeThread(11, 'S', 100).writeThread(12, 'R', 1000);
        open(false);
        collect();
        assertThat(value(10, Measure.CONTEXT_SWITCHES)).isEqualTo(1110);
        procfs.delete("10/task/12");
        process.threads(2).writeThread(10, 'S', 11).write();
        collect();
        assertThat(value(10, Measure.CONTEXT_SWITCHES)).isEqualTo(1111);
        procfs.delete("10/task/11");
        process.threads(1).switches(12).writeThread(10, 'S', 12).write();
        collect();
        assertThat(value(10, Measure.CONTEXT_SWITCHES)).isEqualTo(1112);
        assertThat(value(10, Measure.VOLUNTARY_SWITCHES)).isEqualTo(1112 - 3);
    }

    @Test
    void mainThreadMayEndBeforeItsProcess() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).state('Z').threads(2).write();
        process.writeThread(10, 'Z', 10).writeThread(11, 'R', 100);
        open(false);
        collect();
        assertThat(snapshot.state(row(10))).isEqualTo(ProcessState.RUNNING);
        assertThat(value(10, Measure.THREADS_RUNNING)).isEqualTo(1);
        assertThat(value(10, Measure.THREADS_ENDED)).isEqualTo(1);
        assertThat(snapshot.has(row(10), Measure.RESIDENT_BYTES)).isFalse();
        assertThat(snapshot.has(row(10), Measure.OPEN_DESCRIPTORS)).isFalse();
    }

    @Test
    void threadsAreNotReadWhileNoneCanHaveRun() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(2).ticks(10, 0).write();
        process.writeThread(10, 'S', 1).writeThread(11, 'R', 1);
        open(EnumSet.of(MeasureKind.THREADS));
        collect();
        assertThat(value(10, Measure.THREADS_RUNNING)).isEqualTo(1);
        process.writeThread(11, 'S', 1);
        collect();
        assertThat(value(10, Measure.THREADS_RUNNING)).isZero();
        // A thread that ran would have made the process use time.
        process.writeThread(11, 'R', 1);
        collect();
        assertThat(value(10, Measure.THREADS_RUNNING)).isZero();
        process.ticks(11, 0).write();
        collect();
        assertThat(value(10, Measure.THREADS_RUNNING)).isEqualTo(1);
    }

    @Test
    void threadsAreCountedByWhatTheyDo() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(6).write();
        process.writeThread(10, 'S', 1).writeThread(11, 'R', 1).writeThread(12, 'D', 1).writeThread(13, 'S', 1)
                .writeThread(14, 'T', 1).writeThread(15, 'Z', 1);
        procfs.process(20).state('D').write();
        procfs.process(21).state('t').write();
        open(false);
        collect();
        assertThat(threadStates(10)).containsExactly(1, 2, 1, 1, 1);
        assertThat(threadStates(20)).containsExactly(0, 0, 1, 0, 0);
        assertThat(threadStates(21)).containsExactly(0, 0, 0, 0, 1);
    }

    @Test
    void threadThatHasComeIsCountedWhereNoTimeWasUsed() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(2).write();
        process.writeThread(10, 'S', 1).writeThread(11, 'S', 1);
        open(EnumSet.of(MeasureKind.THREADS));
        collect();
        process.writeThread(12, 'D', 1).threads(3).write();
        collect();
        assertThat(threadStates(10)).containsExactly(0, 2, 1, 0, 0);
    }

    /** Running, sleeping, waiting, ended, other. */
    private List<Integer> threadStates(int pid) {
        return Stream.of(Measure.THREADS_RUNNING, Measure.THREADS_SLEEPING, Measure.THREADS_WAITING, Measure.THREADS_ENDED,
                Measure.THREADS_OTHER).map(measure -> (int) value(pid, measure)).toList();
    }
}
