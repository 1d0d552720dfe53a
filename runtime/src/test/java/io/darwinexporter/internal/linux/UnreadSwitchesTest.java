package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/** Context switches that could not be read, of threads and of processes that have not run since. */
@EnabledOnOs(OS.LINUX)
class UnreadSwitchesTest {

    private static final int PID = 10;

    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private final CurrentCollection current = new CurrentCollection(1);
    private final KnownProcess process = new KnownProcess(PID, 500, 0);
    private FakeProcfs procfs;
    private ProcFiles files;
    private ThreadBaselines baselines;

    @BeforeEach
    void open(@TempDir Path folder) {
        LibC.load();
        procfs = new FakeProcfs(folder);
        files = new ProcFiles(folder);
        assertThat(files.open()).isTrue();
        baselines = new ThreadBaselines(files, new StatusFiles(files, current), current);
        process.threads = 1;
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void processThatHasNotRunSinceItCouldNotBeReadIsReadAgain() {
        procfs.file(PID + "/status", "Name: x\n");
        read();
        assertThat(snapshot.has(process.row, Measure.CONTEXT_SWITCHES)).isFalse();

        procfs.process(PID).switches(40).write();
        process.runTimeTold = true;
        process.mayHaveRun = false;
        read();
        assertThat(snapshot.value(process.row, Measure.CONTEXT_SWITCHES)).isEqualTo(40);

        procfs.process(PID).switches(50).write();
        read();
        assertThat(snapshot.value(process.row, Measure.CONTEXT_SWITCHES)).isEqualTo(40);
    }

    @Test
    void sumWithoutAThreadThatCouldNeverBeReadIsNotTold() {
        process.threads = 2;
        procfs.process(PID).writeThread(PID, 'S', 40).writeThread(PID + 1, 'S', 100);
        procfs.file(PID + "/task/" + (PID + 1) + "/status", "Name: x\n");
        read();
        assertThat(snapshot.has(process.row, Measure.CONTEXT_SWITCHES)).isFalse();
        assertThat(snapshot.failures(MeasureKind.SCHEDULING, ReadFailure.MALFORMED)).isEqualTo(1);

        procfs.process(PID).writeThread(PID + 1, 'S', 100);
        read();
        assertThat(snapshot.value(process.row, Measure.CONTEXT_SWITCHES)).isEqualTo(140);

        procfs.file(PID + "/task/" + (PID + 1) + "/status", "Name: x\n");
        read();
        assertThat(snapshot.value(process.row, Measure.CONTEXT_SWITCHES)).isEqualTo(140);
    }

    /** In a collection of its own. */
    private void read() {
        current.begin(snapshot, 0);
        process.row = snapshot.addRow(PID, 0, 1, 0, 0, ProcessState.SLEEPING, ProcessDescription.NOTHING);
        baselines.read(process);
    }
}
