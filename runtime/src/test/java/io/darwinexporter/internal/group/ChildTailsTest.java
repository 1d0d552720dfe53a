package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.SECOND;
import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;

/** Times are in milliseconds here: a shell of pid 10 has children. */
class ChildTailsTest {

    private static final long MS = 1_000_000;

    private static FakeProcess shell(long childrenMs) {
        return process(10, nanos(1)).name("shell").cpu(0).childrenCpu(childrenMs * MS);
    }

    private static FakeProcess child(int pid, long cpuMs) {
        return process(pid, nanos(50)).name("child").parent(10).cpu(cpuMs * MS);
    }

    @Test
    void lastUseOfAnOnlyChildIsCreditedToItsGroup() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300)).at(101, shell(450));

        assertThat(cycles.cpu("child")).isEqualTo(450 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isZero();
    }

    @Test
    void lastUseOfSeveralChildrenOfOneGroupIsCreditedToIt() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300), child(12, 100)).at(101, shell(450));

        assertThat(cycles.cpu("child")).isEqualTo(450 * MS);
    }

    @Test
    void lastUseOfChildrenOfSeveralGroupsBelongsToNobody() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300), child(12, 100).name("other"))
                .at(101, shell(450));

        assertThat(cycles.cpu("child")).isEqualTo(300 * MS);
        assertThat(cycles.cpu("other")).isEqualTo(100 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isEqualTo(50 * MS);
    }

    @Test
    void anEndThatIsToldOnceMoreIsNotExplainedOnceMore() {
        Cycles cycles = Cycles.byName()
                .at(100, shell(0), child(11, 300).with(Measure.NET_RECEIVE_BYTES, 0),
                        child(11, 300).state(ProcessState.EXITED))
                .at(101, shell(300), process(11, nanos(50)).name("child").parent(10).state(ProcessState.EXITED)
                        .with(Measure.NET_RECEIVE_BYTES, 10))
                .at(102, shell(900));

        assertThat(cycles.value("child", Measure.NET_RECEIVE_BYTES)).isEqualTo(10);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isEqualTo(600 * MS);
    }

    @Test
    void childrenThatCameAndWentAreUnseen() {
        Cycles cycles = Cycles.byName().at(100, shell(0)).at(101, shell(2500)).at(102, shell(2500));

        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isZero();
        assertThat(Cycles.byName().at(100, shell(0)).at(101, shell(2500)).tracker().unseenChildrenCpuNanos())
                .isEqualTo(2500 * MS);
    }

    @Test
    void childCannotHaveUsedMoreThanTheTimeItHad() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300)).at(101, shell(9300));

        assertThat(cycles.cpu("child")).isEqualTo(1300 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isEqualTo(8000 * MS);
    }

    @Test
    void childOfManyThreadsCanHaveUsedMore() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300).with(Measure.THREADS, 4)).at(101, shell(3300));

        assertThat(cycles.cpu("child")).isEqualTo(3300 * MS);
    }

    @Test
    void whatGrandchildrenUsedIsNotCreditedToTheChild() {
        FakeProcess make = child(11, 100).name("make").childrenCpu(700 * MS);
        Cycles cycles = Cycles.byName().at(100, shell(0), make).at(101, shell(800));

        assertThat(cycles.cpu("make")).isEqualTo(100 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isZero();
    }

    @Test
    void childAndGrandchildThatEndTogetherAreNotCreditedTwice() {
        FakeProcess make = child(11, 100).name("make").childrenCpu(0);
        FakeProcess compiler = process(12, nanos(60)).parent(11).name("cc").cpu(600 * MS);
        Cycles cycles = Cycles.byName().at(100, shell(0), make, compiler).at(101, shell(720));

        assertThat(cycles.cpu("cc")).isEqualTo(600 * MS);
        assertThat(cycles.cpu("make")).isEqualTo(120 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isZero();
    }

    @Test
    void orphanThatInitWaitsForIsNotCountedAgain() {
        FakeProcess init = process(1, nanos(0)).parent(0).name("init").cpu(0).childrenCpu(0);
        FakeProcess daemon = child(11, 0).name("daemon").parent(1).childrenCpu(0);
        FakeProcess worker = process(12, nanos(60)).parent(11).name("orphan").cpu(600 * MS);
        Cycles cycles = Cycles.byName().at(100, init, daemon, worker)
                .at(101, process(1, nanos(0)).parent(0).name("init").cpu(0).childrenCpu(600 * MS));

        assertThat(cycles.cpu("orphan")).isEqualTo(600 * MS);
        assertThat(cycles.cpu("daemon")).isZero();
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isZero();
    }

    @Test
    void parentReadBeforeItWaitedIsCaughtUpWithInTheNextCollection() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300)).at(101, shell(0)).at(102, shell(310));

        assertThat(cycles.cpu("child")).isEqualTo(300 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isEqualTo(10 * MS);
    }

    @Test
    void childThatNobodyWaitsForHidesNothingLater() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300)).at(101, shell(0)).at(102, shell(0))
                .at(103, shell(300));

        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isEqualTo(300 * MS);
    }

    @Test
    void zombieHasToldAllAndItsParentAddsNothing() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300))
                .at(101, shell(0), child(11, 333).state(ProcessState.ZOMBIE)).at(102, shell(333));

        assertThat(cycles.cpu("child")).isEqualTo(333 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isZero();
    }

    @Test
    void reportedExitsExplainTheGrowthOfTheirParent() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300))
                .at(101, shell(900), child(11, 400).state(ProcessState.EXITED),
                        process(12, nanos(100.1)).name("cc").parent(10).cpu(500 * MS).state(ProcessState.EXITED));

        assertThat(cycles.cpu("child")).isEqualTo(400 * MS);
        assertThat(cycles.cpu("cc")).isEqualTo(500 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isZero();
    }

    @Test
    void reportedExitsOfAWholeTreeExplainTheGrowthAtItsRoot() {
        Cycles cycles = Cycles.byName().at(100, shell(0))
                .at(101, shell(520),
                        process(13, nanos(100.2)).name("cc").parent(12).cpu(500 * MS).state(ProcessState.EXITED),
                        process(12, nanos(100.1)).name("sh").parent(10).cpu(20 * MS).state(ProcessState.EXITED));

        assertThat(cycles.cpu("cc")).isEqualTo(500 * MS);
        assertThat(cycles.cpu("sh")).isEqualTo(20 * MS);
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isZero();
    }

    @Test
    void faultsOfTheLastMomentsAreCreditedToo() {
        Cycles cycles = Cycles.byName()
                .at(100, shell(0).with(Measure.REAPED_CHILDREN_FAULTS, 5), child(11, 0).with(Measure.FAULTS, 100))
                .at(101, shell(0).with(Measure.REAPED_CHILDREN_FAULTS, 125));

        assertThat(cycles.value("child", Measure.FAULTS)).isEqualTo(120);
    }

    @Test
    void creditedTailsCountAsVisible() {
        Cycles cycles = Cycles.byName().at(100, shell(0), child(11, 300)).at(101, shell(450));

        assertThat(cycles.tracker().cpuGrowthNanos()).isEqualTo(150 * MS);
        assertThat(cycles.tracker().cpuGrowthNanos()).isLessThan(SECOND);
    }
}
