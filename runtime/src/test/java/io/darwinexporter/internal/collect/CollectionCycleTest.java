package io.darwinexporter.internal.collect;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static io.darwinexporter.internal.snapshot.FakeThread.thread;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.collect.CollectionReport.Outcome;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.group.ThreadSettings;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.RowList;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.ThreadBuffer;
import io.darwinexporter.internal.snapshot.ThreadCounter;

class CollectionCycleTest {

    private static final long SECOND = 1_000_000_000L;

    private final FakeProcessSource source = FakeProcessSource.withEverything();
    private final CollectionCycle cycle = cycle(source, ProcessFilter.ALL);

    private static CollectionCycle cycle(ProcessSource source, ProcessFilter filter) {
        return new CollectionCycle(source, filter, new ConfiguredGrouping(true, false, false), GroupSettings.defaults());
    }

    @Test
    void beforeTheFirstCollectionThereIsNothing() {
        assertThat(cycle.result().report().success()).isFalse();
        assertThat(cycle.result().report().collections()).isZero();
        assertThat(cycle.result().groups().size()).isZero();
    }

    @Test
    void processesAreCountedByWhatBecameOfThem() {
        CollectionCycle filtered = cycle(source, name -> !name.equals("hidden"));
        source.sees(10 * SECOND, process(2, 0), process(3, 0).denied(), process(4, 0).name("hidden"),
                process(5, 0).state(ProcessState.ZOMBIE), process(6, 0).state(ProcessState.EXITED));

        filtered.run();

        CollectionReport report = filtered.result().report();
        assertThat(report.success()).isTrue();
        assertThat(report.processes(Outcome.TRACKED)).isEqualTo(2);
        assertThat(report.processes(Outcome.DENIED)).isEqualTo(1);
        assertThat(report.processes(Outcome.FILTERED)).isEqualTo(1);
        assertThat(report.processes(Outcome.ZOMBIE)).isEqualTo(1);
        assertThat(report.processes(Outcome.VANISHED)).isZero();
        assertThat(report.durationNanos()).isPositive();
        assertThat(report.timestampEpochNanos()).isPositive();
    }

    @Test
    void failedCollectionKeepsWhatWasThere() {
        source.sees(10 * SECOND, process(2, 0).cpu(7));
        cycle.run();
        source.fails("no list");
        cycle.run();

        CollectionReport report = cycle.result().report();
        assertThat(report.success()).isFalse();
        assertThat(report.failedCollections()).isEqualTo(1);
        assertThat(report.processes(Outcome.TRACKED)).isEqualTo(1);
        assertThat(cycle.result().groups().group(0).value(Measure.CPU_USER_NANOS)).isEqualTo(7);
        assertThat(cycle.result().snapshot().rows()).isEqualTo(1);
    }

    @Test
    void afterAFailureCountingGoesOn() {
        source.sees(10 * SECOND, process(2, 0).cpu(7));
        cycle.run();
        source.fails("no list");
        cycle.run();
        source.fails("").sees(20 * SECOND, process(2, 0).cpu(9), process(3, 11 * SECOND).cpu(4));
        cycle.run();

        assertThat(cycle.result().report().success()).isTrue();
        assertThat(cycle.result().groups().group(0).value(Measure.CPU_USER_NANOS)).isEqualTo(13);
    }

    @Test
    void collectionThatRunsOutOfMemoryShowsNoGroupsUntilTheNextAndLosesNothing() {
        source.sees(10 * SECOND, process(2, 0).cpu(7), process(3, 0).name("other").cpu(1));
        cycle.run();
        int[] asked = new int[1];
        cycle.onShortage(() -> asked[0]++);
        source.sees(20 * SECOND, process(2, 0).cpu(9), process(3, 0).name("other").cpu(2)).counts(snapshot -> {
            throw new OutOfMemoryError("in a test");
        });
        cycle.run();

        CollectionReport report = cycle.result().report();
        assertThat(report.success()).isFalse();
        assertThat(report.brokenOff()).isTrue();
        assertThat(asked[0]).isEqualTo(1);
        assertThat(cycle.result().groups().size()).isZero();

        source.counts(snapshot -> {
        });
        cycle.run();
        assertThat(report.success()).isTrue();
        assertThat(report.brokenOff()).isFalse();
        assertThat(cycle.result().groups().group(0).value(Measure.CPU_USER_NANOS)).isEqualTo(9);
    }

    @Test
    void refusedAnswersAreCounted() {
        cycle.refused("no room in a test");
        cycle.refused("no room in a test");
        assertThat(cycle.result().report().refusedAnswers()).isEqualTo(2);
    }

    @Test
    void threadsOfGroupsThatAreBrokenDownAreReadInTheSameCollection() {
        GroupSettings settings = new GroupSettings(Duration.ZERO, Duration.ofHours(1),
                new ThreadSettings(group -> group.labels().groupName().equals("broken-down"), 10));
        CollectionCycle breaking = new CollectionCycle(source, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
                settings);
        source.sees(10 * SECOND, process(2, 0).name("whole").threads(thread(2, 0, "main").cpu(1)),
                process(3, 0).name("broken-down").threads(thread(3, 0, "main").cpu(7)));

        breaking.run();

        GroupTable groups = breaking.result().groups();
        assertThat(groups.group(0).threadBreakdown()).isNull();
        assertThat(groups.group(1).threadBreakdown().threads(0).value(ThreadCounter.CPU_USER_NANOS)).isEqualTo(7);
    }

    @Test
    void failuresToReadThreadsAreCountedWithTheRest() {
        ProcessSource failing = new ProcessSource() {
            private SnapshotBuffer filled;

            @Override
            public SourceDescription description() {
                return source.description();
            }

            @Override
            public void collect(SnapshotBuffer snapshot, ProcessFilter filter) throws CollectionFailedException {
                filled = snapshot;
                source.collect(snapshot, filter);
            }

            @Override
            public void readThreads(RowList rows, ThreadBuffer threads) {
                filled.countFailure(MeasureKind.THREADS, ReadFailure.DENIED);
            }

            @Override
            public void close() {
            }
        };
        source.sees(10 * SECOND, process(2, 0));
        CollectionCycle breaking = new CollectionCycle(failing, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
                new GroupSettings(Duration.ZERO, Duration.ofHours(1), ThreadSettings.everyGroup(1)));
        breaking.run();

        assertThat(breaking.result().report().readFailures(MeasureKind.THREADS, ReadFailure.DENIED)).isEqualTo(1);
    }

    @Test
    void sourceIsAskedForLightCollectionsWhenTheyTakeTooLong() {
        long[] now = { 0 };
        CollectionCycle slow = new CollectionCycle(source, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
                GroupSettings.defaults(), () -> now[0] += SECOND);
        slow.budget(new CollectionBudget(Duration.ofMillis(999)));
        source.sees(10 * SECOND, process(2, 0));
        slow.run();
        slow.run();
        assertThat(source.isLightened()).isFalse();
        assertThat(slow.result().report().lightened()).isFalse();

        slow.run();

        assertThat(source.isLightened()).isTrue();
        assertThat(slow.result().report().lightened()).isTrue();
    }

    @Test
    void readFailuresAddUp() {
        ProcessSource failing = new ProcessSource() {
            @Override
            public SourceDescription description() {
                return source.description();
            }

            @Override
            public void collect(SnapshotBuffer snapshot, ProcessFilter filter) throws CollectionFailedException {
                snapshot.begin(1);
                snapshot.countFailure(MeasureKind.DISK, ReadFailure.DENIED);
                snapshot.countVanished();
                snapshot.countLostExits(3);
            }

            @Override
            public void close() {
            }
        };
        CollectionCycle counting = cycle(failing, ProcessFilter.ALL);
        counting.run();
        counting.run();

        CollectionReport report = counting.result().report();
        assertThat(report.readFailures(MeasureKind.DISK, ReadFailure.DENIED)).isEqualTo(2);
        assertThat(report.readFailures(MeasureKind.CPU, ReadFailure.DENIED)).isZero();
        assertThat(report.processes(Outcome.VANISHED)).isEqualTo(1);
        assertThat(report.lostExits()).isEqualTo(6);
    }

    @Test
    void sourceThatBreaksIsAFailedCollection() {
        ProcessSource broken = new ProcessSource() {
            @Override
            public SourceDescription description() {
                return source.description();
            }

            @Override
            public void collect(SnapshotBuffer snapshot, ProcessFilter filter) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void close() {
            }
        };
        CollectionCycle cycle = cycle(broken, ProcessFilter.ALL);
        cycle.run();

        assertThat(cycle.result().report().failedCollections()).isEqualTo(1);
    }

    @Test
    void hostCpuThatNoProcessExplainsIsUnattributed() {
        source.hostCpu(100 * SECOND).sees(10 * SECOND, process(2, 0).cpu(7 * SECOND));
        cycle.run();
        source.hostCpu(105 * SECOND).sees(20 * SECOND, process(2, 0).cpu(9 * SECOND));
        cycle.run();

        assertThat(cycle.result().report().unattributedCpuNanos()).isEqualTo(3 * SECOND);
    }
}
