package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.SECOND;
import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;

/** What groups have used since the first collection, and who has ended but is not forgotten. */
class WatchedCountersTest {

    @Test
    void whatWasUsedBeforeTheFirstCollectionIsLeftOut() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(1)).cpu(70 * SECOND));
        assertThat(watched(cycles, "worker")).isZero();

        cycles.at(101, process(5, nanos(1)).cpu(73 * SECOND), process(6, nanos(100.5)).cpu(SECOND));
        assertThat(watched(cycles, "worker")).isEqualTo(4 * SECOND);
        assertThat(cycles.cpu("worker")).isEqualTo(74 * SECOND);

        cycles.at(102);
        assertThat(watched(cycles, "worker")).isEqualTo(4 * SECOND);
    }

    @Test
    void aGroupThatAppearsLaterHasNothingToLeaveOut() {
        Cycles cycles = Cycles.byName().at(100).at(101, process(5, nanos(100.5)).cpu(7));

        assertThat(watched(cycles, "worker")).isEqualTo(7);
    }

    @Test
    void watchingBeginsWithTheFirstCollectionOrWithTheGroup() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(30)).name("old"))
                .at(101, process(5, nanos(30)).name("old"), process(7, nanos(100.5)).name("new"));

        assertThat(cycles.group("old").watchedSinceNanos()).isEqualTo(nanos(100));
        assertThat(cycles.group("new").watchedSinceNanos()).isEqualTo(nanos(100));
    }

    @Test
    void zombiesOfMembersAreCountedUntilTheyAreForgotten() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(1)), process(6, nanos(1)))
                .at(101, process(5, nanos(1)), process(6, nanos(1)).state(ProcessState.ZOMBIE));
        assertThat(cycles.group("worker").processes()).isEqualTo(1);
        assertThat(cycles.group("worker").zombies()).isEqualTo(1);

        cycles.at(102, process(5, nanos(1)));
        assertThat(cycles.group("worker").zombies()).isZero();
    }

    private static long watched(Cycles cycles, String group) {
        return cycles.group(group).valueWatched(Measure.CPU_USER_NANOS);
    }
}
