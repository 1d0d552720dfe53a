package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.SECOND;
import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;

class TrackerTest {

    @Test
    void processesOfTheFirstCollectionAreCreditedWithTheirLife() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(1)).cpu(70 * SECOND), process(6, nanos(2)).cpu(5 * SECOND));

        assertThat(cycles.cpu("worker")).isEqualTo(75 * SECOND);
        assertThat(cycles.group("worker").starts()).isZero();
    }

    @Test
    void countersCountSinceTheOldestProcessThatTheyAreCreditedWithWasStarted() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(30)).name("old"), process(6, nanos(20)).name("old"))
                .at(101, process(7, nanos(100.5)).name("new"), process(8, nanos(50)).name("seen late"));

        assertThat(cycles.group("old").countedSinceNanos()).isEqualTo(nanos(20));
        assertThat(cycles.group("new").countedSinceNanos()).isEqualTo(nanos(100));
        assertThat(cycles.group("seen late").countedSinceNanos()).isEqualTo(nanos(100));
    }

    @Test
    void growthIsAddedMemberByMember() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(10), process(6, nanos(2)).cpu(20))
                .at(101, process(5, nanos(1)).cpu(13), process(6, nanos(2)).cpu(20))
                .at(102, process(5, nanos(1)).cpu(14), process(6, nanos(2)).cpu(25));

        assertThat(cycles.cpu("worker")).isEqualTo(39);
    }

    @Test
    void bornAfterThePreviousCollectionIsCreditedInFull() {
        Cycles cycles = Cycles.byName().at(100).at(101, process(5, nanos(100.5)).cpu(400));

        assertThat(cycles.cpu("worker")).isEqualTo(400);
        assertThat(cycles.group("worker").starts()).isEqualTo(1);
    }

    @Test
    void bornInTheTickOfThePreviousListingIsCreditedInFull() {
        Cycles cycles = Cycles.byName().at(100.005).at(101, process(5, nanos(100)).cpu(400));

        assertThat(cycles.cpu("worker")).isEqualTo(400);
    }

    @Test
    void olderButNewlyVisibleStartsFromWhatItHas() {
        Cycles cycles = Cycles.byName().at(100).at(101, process(5, nanos(50)).cpu(400))
                .at(102, process(5, nanos(50)).cpu(450));

        assertThat(cycles.cpu("worker")).isEqualTo(50);
        assertThat(cycles.group("worker").starts()).isZero();
    }

    @Test
    void memberThatExitsLeavesBehindWhatItUsed() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(10), process(6, nanos(2)).cpu(20))
                .at(101, process(6, nanos(2)).cpu(21));

        assertThat(cycles.cpu("worker")).isEqualTo(31);
        assertThat(cycles.group("worker").processes()).isEqualTo(1);
        assertThat(cycles.group("worker").exits()).isEqualTo(1);
    }

    @Test
    void reusedPidIsAnotherProcess() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(1000))
                .at(101, process(5, nanos(100.3)).cpu(7))
                .at(102, process(5, nanos(100.3)).cpu(9));

        assertThat(cycles.cpu("worker")).isEqualTo(1009);
        assertThat(cycles.group("worker").starts()).isEqualTo(1);
        assertThat(cycles.group("worker").exits()).isEqualTo(1);
    }

    @Test
    void fieldThatCouldNotBeReadKeepsItsBaseline() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(10).with(Measure.DISK_READ_BYTES, 1000))
                .at(101, process(5, nanos(1)).cpu(11).denied())
                .at(102, process(5, nanos(1)).cpu(12).with(Measure.DISK_READ_BYTES, 1500));

        assertThat(cycles.value("worker", Measure.DISK_READ_BYTES)).isEqualTo(1500);
    }

    @Test
    void fieldThatAnOldProcessGetsLaterStartsFromWhatItHas() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(10))
                .at(101, process(5, nanos(1)).cpu(10).with(Measure.DISK_READ_BYTES, 1000))
                .at(102, process(5, nanos(1)).cpu(10).with(Measure.DISK_READ_BYTES, 1001));

        assertThat(cycles.value("worker", Measure.DISK_READ_BYTES)).isEqualTo(1);
    }

    @Test
    void fieldThatAYoungProcessGetsLaterIsCreditedInFull() {
        Cycles cycles = Cycles.byName().at(100)
                .at(101, process(5, nanos(100.5)).cpu(10))
                .at(102, process(5, nanos(100.5)).cpu(10).with(Measure.DISK_READ_BYTES, 1000));

        assertThat(cycles.value("worker", Measure.DISK_READ_BYTES)).isEqualTo(1000);
    }

    @Test
    void counterThatSlipsBackIsNotCountedTwice() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(100))
                .at(101, process(5, nanos(1)).cpu(40))
                .at(102, process(5, nanos(1)).cpu(105));

        assertThat(cycles.cpu("worker")).isEqualTo(105);
    }

    @Test
    void processThatMayNotBeReadIsAMemberAndAddsNothing() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(1)).denied());

        assertThat(cycles.group("worker").processes()).isEqualTo(1);
        assertThat(cycles.group("worker").has(Measure.CPU_USER_NANOS)).isFalse();
        assertThat(cycles.group("worker").has(Measure.RESIDENT_BYTES)).isFalse();
    }

    @Test
    void gaugesAreThoseOfLivingMembersNow() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(3)).with(Measure.RESIDENT_BYTES, 10).with(Measure.PRIORITY, 20),
                        process(6, nanos(2)).with(Measure.RESIDENT_BYTES, 30).with(Measure.PRIORITY, 10));

        assertThat(cycles.value("worker", Measure.RESIDENT_BYTES)).isEqualTo(40);
        assertThat(cycles.value("worker", Measure.PRIORITY)).isEqualTo(10);
        assertThat(cycles.group("worker").earliestStartNanos()).isEqualTo(nanos(2));

        cycles.at(101, process(5, nanos(3)).with(Measure.RESIDENT_BYTES, 12));

        assertThat(cycles.value("worker", Measure.RESIDENT_BYTES)).isEqualTo(12);
        assertThat(cycles.group("worker").has(Measure.PRIORITY)).isFalse();
        assertThat(cycles.group("worker").earliestStartNanos()).isEqualTo(nanos(3));
    }

    @Test
    void largestPriorityCountsWhereLargerMattersMore() {
        Cycles cycles = Cycles.largerPriorityFirst()
                .at(100, process(5, nanos(3)).with(Measure.PRIORITY, 31), process(6, nanos(2)).with(Measure.PRIORITY, 47));

        assertThat(cycles.value("worker", Measure.PRIORITY)).isEqualTo(47);
    }

    @Test
    void groupWithoutMembersKeepsItsCountersUntilItsRetentionEnds() {
        Cycles cycles = Cycles.retaining(Duration.ofSeconds(10))
                .at(100, process(5, nanos(1)).cpu(10).with(Measure.RESIDENT_BYTES, 10))
                .at(105);

        assertThat(cycles.group("worker").processes()).isZero();
        assertThat(cycles.cpu("worker")).isEqualTo(10);
        assertThat(cycles.group("worker").has(Measure.RESIDENT_BYTES)).isFalse();
        assertThat(cycles.group("worker").hasStart()).isFalse();

        assertThat(cycles.at(110).hasGroup("worker")).isTrue();
        assertThat(cycles.at(110.5).hasGroup("worker")).isFalse();
    }

    @Test
    void groupThatComesBackInItsRetentionGoesOn() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(10)).at(200).at(201, process(9, nanos(200.5)).cpu(4).user("bob"));

        assertThat(cycles.cpu("worker")).isEqualTo(14);
        assertThat(cycles.group("worker").labels().user()).isEqualTo("alice");
    }

    @Test
    void zombieIsNoMemberAndItsLastUseIsCredited() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(10))
                .at(101, process(5, nanos(1)).cpu(17).state(ProcessState.ZOMBIE))
                .at(102, process(5, nanos(1)).cpu(17).state(ProcessState.ZOMBIE))
                .at(103);

        assertThat(cycles.cpu("worker")).isEqualTo(17);
        assertThat(cycles.group("worker").processes()).isZero();
        assertThat(cycles.group("worker").exits()).isEqualTo(1);
    }

    @Test
    void reportedExitIsCreditedOnceWhateverIsListedAfterwards() {
        FakeProcess gone = process(5, nanos(1)).cpu(19).state(ProcessState.EXITED);
        FakeProcess zombie = process(5, nanos(1)).state(ProcessState.ZOMBIE);
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(10))
                .at(101, process(5, nanos(1)).cpu(12), gone)
                .at(102, zombie)
                .at(103);

        assertThat(cycles.cpu("worker")).isEqualTo(19);
        assertThat(cycles.group("worker").exits()).isEqualTo(1);
    }

    @Test
    void processThatCameAndWentIsCreditedByItsReportedExit() {
        Cycles cycles = Cycles.byName().at(100)
                .at(101, process(5, nanos(100.2)).cpu(50).name("cc").state(ProcessState.EXITED));

        assertThat(cycles.cpu("cc")).isEqualTo(50);
        assertThat(cycles.group("cc").processes()).isZero();
        assertThat(cycles.group("cc").starts()).isEqualTo(1);
        assertThat(cycles.group("cc").exits()).isEqualTo(1);
        assertThat(cycles.tracker().trackedProcesses()).isZero();
    }

    @Test
    void reportedExitOfAnOldProcessThatWasNeverSeenAddsNothing() {
        Cycles cycles = Cycles.byName().at(100)
                .at(101, process(5, nanos(20)).cpu(50).state(ProcessState.EXITED));

        assertThat(cycles.cpu("worker")).isZero();
    }

    @Test
    void afterAnExecTheNewGroupGetsLaterGrowthOnly() {
        Cycles cycles = Cycles.byName()
                .at(100, process(5, nanos(1)).cpu(10).name("sh"))
                .at(101, process(5, nanos(1)).cpu(15).name("make"));

        assertThat(cycles.cpu("sh")).isEqualTo(10);
        assertThat(cycles.cpu("make")).isEqualTo(5);
        assertThat(cycles.group("sh").processes()).isZero();
        assertThat(cycles.group("sh").exits()).isZero();
        assertThat(cycles.group("make").starts()).isZero();
    }

    @Test
    void processThatANamerLeavesOutIsInNoGroup() {
        Cycles cycles = Cycles.of(facts -> facts.pid() == 5 ? null : facts.name())
                .at(100, process(5, nanos(1)).cpu(10), process(6, nanos(1)).cpu(3));

        assertThat(cycles.cpu("worker")).isEqualTo(3);
        assertThat(cycles.snapshot().isExcluded(0)).isTrue();
        assertThat(cycles.snapshot().isExcluded(1)).isFalse();
    }

    @Test
    void filteredProcessThatIsRenamedJoinsWithWhatItUsesFromThen() {
        Cycles cycles = Cycles.byName().filter(name -> !name.equals("hidden"))
                .at(100, process(5, nanos(1)).cpu(10).name("hidden"))
                .at(101, process(5, nanos(1)).cpu(15).name("shown"));

        assertThat(cycles.hasGroup("hidden")).isFalse();
        assertThat(cycles.cpu("shown")).isEqualTo(5);
    }

    @Test
    void namerThatFailsIsCountedAndTheNameServes() {
        Cycles cycles = Cycles.of(facts -> {
            throw new IllegalStateException("no group today");
        }).at(100, process(5, nanos(1)).cpu(10));

        assertThat(cycles.cpu("worker")).isEqualTo(10);
        assertThat(cycles.tracker().namingFailures()).isEqualTo(1);
    }

    @Test
    void namerIsAskedOnceForAProcess() {
        List<Integer> asked = new ArrayList<>();
        Cycles.of(facts -> {
            asked.add(facts.pid());
            return "g";
        }).at(100, process(5, nanos(1)).cpu(10)).at(101, process(5, nanos(1)).cpu(10))
                .at(102, process(5, nanos(1)).cpu(10), process(6, nanos(101.5)));

        assertThat(asked).containsExactly(5, 6);
    }

    @Test
    void representativeNameAndUserStayThoseOfTheFirstMember() {
        Cycles cycles = Cycles.of(facts -> "all")
                .at(100, process(5, nanos(1)).name("first").user("alice"))
                .at(101, process(6, nanos(100.5)).name("second").user("bob"));

        assertThat(cycles.group("all").labels().name()).isEqualTo("first");
        assertThat(cycles.group("all").labels().user()).isEqualTo("alice");
    }

    @Test
    void cpuUsageNeedsAWindow() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(1)).cpu(10 * SECOND));
        assertThat(cycles.group("worker").hasCpuUsage()).isFalse();

        cycles.at(102, process(5, nanos(1)).cpu(11 * SECOND));

        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(1.0 / (2 * 2), within(1e-9));
    }

    @Test
    void cpuUsageOfScrapesInOneWindowIsTheSame() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(1)).cpu(0))
                .at(102, process(5, nanos(1)).cpu(2 * SECOND))
                .at(102.4, process(5, nanos(1)).cpu(nanos(2.4)));
        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.5, within(1e-9));

        cycles.at(104, process(5, nanos(1)).cpu(nanos(2.4)));

        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void processBornInTheWindowCountsWithWhatItUsed() {
        Cycles cycles = Cycles.byName().at(100).at(102, process(5, nanos(101)).cpu(SECOND));

        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void cpuUsageIsNeverMoreThanAll() {
        Cycles cycles = Cycles.byName().at(100).at(101, process(5, nanos(100.5)).cpu(nanos(3.9)));

        assertThat(cycles.group("worker").cpuUsageRatio()).isEqualTo(1.0);
    }

    @Test
    void cpuUsageFallsToZeroWhenAGroupEnds() {
        Cycles cycles = Cycles.byName().at(100, process(5, nanos(1)).cpu(0)).at(101, process(5, nanos(1)).cpu(SECOND))
                .at(102);

        assertThat(cycles.group("worker").cpuUsageRatio()).isZero();
    }

    @Test
    void aMillionProcessesLeaveNothingBehind() {
        Cycles cycles = Cycles.byName().at(0);
        for (int second = 1; second <= 1000; second++) {
            FakeProcess[] born = new FakeProcess[1000];
            for (int i = 0; i < born.length; i++) {
                born[i] = process(2 + i, nanos(second - 0.5)).cpu(3);
            }
            cycles.at(second, born);
        }
        cycles.at(1001);

        assertThat(cycles.cpu("worker")).isEqualTo(3_000_000);
        assertThat(cycles.group("worker").starts()).isEqualTo(1_000_000);
        assertThat(cycles.group("worker").exits()).isEqualTo(1_000_000);
        assertThat(cycles.tracker().trackedProcesses()).isZero();
    }
}
