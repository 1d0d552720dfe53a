package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

/** A source of this host's processes with its snapshot, and questions that tests ask. */
final class LiveSource implements AutoCloseable {

    private final LinuxProcessSource source;
    private final SnapshotBuffer snapshot = new SnapshotBuffer();

    LiveSource(boolean taskstats) {
        this(taskstats, Savings.defaults());
    }

    LiveSource(boolean taskstats, Savings savings) {
        this(taskstats, savings, Set.of(ProcessFact.ARGUMENTS));
    }

    LiveSource(boolean taskstats, Savings savings, Set<ProcessFact> facts) {
        source = LinuxProcessSource.open(new SourceSettings(SourceSettings.defaults().kinds(), facts, false),
                new LinuxSettings(Path.of("/proc"), taskstats, true, savings));
    }

    /** A source that hears of ends of processes; ends the test where that is not permitted. */
    static LiveSource withExitEvents(Savings savings) {
        LiveSource live = new LiveSource(true, savings);
        List<String> missing = live.source.description().missing();
        if (missing.toString().contains("short-lived")) {
            live.close();
            Assumptions.abort("ends of processes are not told here: " + missing);
        }
        return live;
    }

    LinuxProcessSource source() {
        return source;
    }

    SnapshotBuffer snapshot() {
        return snapshot;
    }

    LiveSource collect() throws CollectionFailedException {
        return collect(ProcessFilter.ALL);
    }

    LiveSource collect(ProcessFilter filter) throws CollectionFailedException {
        source.collect(snapshot, filter);
        return this;
    }

    /** The row of a process that has not ended. */
    int row(Workload workload) {
        return row(workload.pid());
    }

    int row(int pid) {
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.pid(row) == pid && snapshot.state(row) != ProcessState.EXITED) {
                return row;
            }
        }
        return Assertions.fail("no row of " + pid);
    }

    /** The rows that tell of ends of processes of that name. */
    List<Integer> ended(String name) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.state(row) == ProcessState.EXITED && snapshot.name(row).equals(name)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Collects, and tells when a process was started. */
    long snapshotStart(Workload workload) throws CollectionFailedException {
        return collect().snapshot.startNanos(row(workload));
    }

    long value(Workload workload, Measure measure) {
        return value(row(workload), measure);
    }

    long value(int row, Measure measure) {
        assertThat(snapshot.has(row, measure)).as(measure.name()).isTrue();
        return snapshot.value(row, measure);
    }

    long cpuNanos(int row) {
        return value(row, Measure.CPU_USER_NANOS) + value(row, Measure.CPU_SYSTEM_NANOS);
    }

    @Override
    public void close() {
        source.close();
    }
}
