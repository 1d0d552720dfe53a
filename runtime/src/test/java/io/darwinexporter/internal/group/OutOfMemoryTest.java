package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;
import io.darwinexporter.internal.snapshot.FakeProcess;

/** Memory runs out while processes are grouped: what was not taken in then is taken in the next time, and nothing twice. */
class OutOfMemoryTest {

    private boolean full;
    private final GroupNamer namer = new GroupNamer() {
        @Override
        public @Nullable String groupName(ProcessFacts process) {
            if (full && process.name().equals("last")) {
                throw new OutOfMemoryError("in a test");
            }
            return process.name();
        }
    };
    private final Cycles cycles = Cycles.of(namer);

    @Test
    void firstCollectionIsTheFirstThatIsWhole() {
        full = true;
        runsOut(100, process(5, nanos(1)).name("a").cpu(70), process(6, nanos(2)).name("last").cpu(30));
        full = false;
        cycles.at(101, process(5, nanos(1)).name("a").cpu(71), process(6, nanos(2)).name("last").cpu(31));

        assertThat(cycles.cpu("a")).isEqualTo(71);
        assertThat(cycles.cpu("last")).isEqualTo(31);
        assertThat(cycles.group("a").processes()).isEqualTo(1);
    }

    @Test
    void growthIsCreditedOnceAndMembersAreThereAgain() {
        cycles.at(100, process(5, nanos(1)).name("a").cpu(10));
        full = true;
        runsOut(101, process(5, nanos(1)).name("a").cpu(12), process(7, nanos(100.5)).name("b").cpu(3),
                process(8, nanos(100.6)).name("last").cpu(4));
        full = false;
        cycles.at(102, process(5, nanos(1)).name("a").cpu(15), process(7, nanos(100.5)).name("b").cpu(5),
                process(8, nanos(100.6)).name("last").cpu(6), process(9, nanos(101.5)).name("a").cpu(1));

        assertThat(cycles.cpu("a")).isEqualTo(16);
        assertThat(cycles.cpu("b")).as("born after the last whole collection").isEqualTo(5);
        assertThat(cycles.cpu("last")).isEqualTo(6);
        assertThat(cycles.group("a").processes()).isEqualTo(2);
        assertThat(cycles.group("a").starts()).isEqualTo(1);
        assertThat(cycles.group("last").starts()).isEqualTo(1);
    }

    @Test
    void processesThatEndMeanwhileLeaveWhatWasTakenIn() {
        cycles.at(100, process(5, nanos(1)).name("a").cpu(10), process(6, nanos(1)).name("b").cpu(20));
        full = true;
        runsOut(101, process(5, nanos(1)).name("a").cpu(12), process(8, nanos(100.6)).name("last").cpu(4));
        full = false;
        cycles.at(102, process(8, nanos(100.6)).name("last").cpu(6));

        assertThat(cycles.cpu("a")).isBetween(10L, 12L);
        assertThat(cycles.cpu("b")).isEqualTo(20);
        assertThat(cycles.group("a").processes()).isZero();
        assertThat(cycles.tracker().trackedProcesses()).isEqualTo(1);
    }

    private void runsOut(double seconds, FakeProcess... processes) {
        assertThatThrownBy(() -> cycles.at(seconds, processes)).isInstanceOf(OutOfMemoryError.class);
    }
}
