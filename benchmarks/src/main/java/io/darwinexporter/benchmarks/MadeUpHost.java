package io.darwinexporter.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;

/** A source that costs next to nothing: so many processes, in so many groups, with the measures of Linux, all growing. */
final class MadeUpHost implements ProcessSource {

    private static final long SECOND = 1_000_000_000L;

    private final SourceDescription description;
    private final Measure[] measures;
    private final ProcessDescription[] processes;
    private long cycle;

    MadeUpHost(int processes, int groups) {
        Set<Measure> measures = EnumSet.allOf(Measure.class);
        measures.removeAll(Set.of(Measure.SYSCALLS_MACH, Measure.SYSCALLS_UNIX, Measure.MESSAGES_SENT,
                Measure.MESSAGES_RECEIVED, Measure.COW_FAULTS));
        measures.removeIf(measure -> measure.kind() == MeasureKind.ENERGY);
        this.description = new SourceDescription("linux", "made up", measures, List.of(), 4, 0, 10_000_000, false);
        this.measures = measures.toArray(Measure[]::new);
        this.processes = new ProcessDescription[processes];
        for (int i = 0; i < processes; i++) {
            this.processes[i] = ProcessDescription.NOTHING.withName("program-" + i % groups).withUser("user-" + i % 7);
        }
    }

    @Override
    public SourceDescription description() {
        return description;
    }

    @Override
    public void collect(SnapshotBuffer snapshot, ProcessFilter filter) {
        cycle++;
        snapshot.begin(1_000_000 * SECOND + cycle * SECOND);
        for (int i = 0; i < processes.length; i++) {
            int row = snapshot.addRow(1_000 + i, i * SECOND, 1, i % 7, i % 7, ProcessState.SLEEPING, processes[i]);
            for (Measure measure : measures) {
                snapshot.set(row, measure, cycle * (i + measure.ordinal()));
            }
        }
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
