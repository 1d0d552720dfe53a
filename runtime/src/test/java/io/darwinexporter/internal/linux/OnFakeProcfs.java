package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

/** A source on a procfs that is made up, in its cheapest or its plainest way, and questions that tests ask. */
abstract class OnFakeProcfs {

    static final long TICK = 10_000_000L;
    static final long PAGE = 4096;

    @TempDir
    Path folder;
    FakeProcfs procfs;
    LinuxProcessSource source;
    final SnapshotBuffer snapshot = new SnapshotBuffer();
    ProcessFilter filter = ProcessFilter.ALL;
    final Savings savings;

    OnFakeProcfs(boolean saving) {
        savings = saving ? Savings.defaults() : Savings.none();
    }

    @BeforeEach
    final void makeProcfs() {
        procfs = new FakeProcfs(folder);
    }

    @AfterEach
    final void closeSource() {
        if (source != null) {
            source.close();
        }
    }

    /** Everything of processes, and perhaps their arguments. */
    final void open(boolean arguments) {
        open(settings(arguments ? Set.of(ProcessFact.ARGUMENTS) : Set.of()));
    }

    final void open(Set<MeasureKind> kinds) {
        open(new SourceSettings(kinds, Set.of(), false));
    }

    final void open(SourceSettings settings) {
        source = LinuxProcessSource.open(settings, linux(folder));
    }

    final LinuxSettings linux(Path procfs) {
        return new LinuxSettings(procfs, true, true, savings);
    }

    static SourceSettings settings(Set<ProcessFact> facts) {
        return new SourceSettings(EnumSet.allOf(MeasureKind.class), facts, false);
    }

    final void collect() throws CollectionFailedException {
        source.collect(snapshot, filter);
    }

    final int row(int pid) {
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.pid(row) == pid) {
                return row;
            }
        }
        throw new AssertionError("no row of " + pid);
    }

    final boolean has(int pid, Measure measure) {
        return snapshot.has(row(pid), measure);
    }

    final long value(int pid, Measure measure) {
        assertThat(has(pid, measure)).as(measure.name()).isTrue();
        return snapshot.value(row(pid), measure);
    }
}
