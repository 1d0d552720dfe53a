package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.SECOND;
import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.Measure;

/** Clocks that are set, stand, and jump. The host has two processors. */
class ClocksTest {

    private static final double HOUR = 3600;

    private static FakeProcess worker(double cpuSeconds) {
        return process(5, nanos(1)).cpu(nanos(cpuSeconds));
    }

    @Test
    void timeThatTheHostWasSuspendedIsNoPartOfTheWindow() {
        Cycles cycles = Cycles.byName().at(100, 100, worker(10)).at(102 + 8 * HOUR, 102, worker(11));

        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void whoeverIsBornAfterTheHostResumesIsCreditedInFull() {
        Cycles cycles = Cycles.byName().at(100, 100, worker(10))
                .at(102 + 8 * HOUR, 102, worker(10), process(6, nanos(101 + 8 * HOUR)).cpu(SECOND));

        assertThat(cycles.cpu("worker")).isEqualTo(11 * SECOND);
        assertThat(cycles.group("worker").starts()).isEqualTo(1);
        assertThat(cycles.group("worker").exits()).isZero();
    }

    @Test
    void emptyGroupsAreKeptWhileTheHostIsSuspended() {
        Cycles cycles = Cycles.retaining(Duration.ofHours(1)).at(100, 100, worker(10)).at(101, 101)
                .at(102 + 8 * HOUR, 102);

        assertThat(cycles.cpu("worker")).isEqualTo(10 * SECOND);
    }

    @Test
    void windowOfAnExporterThatWasStoppedIsAveragedOver() {
        Cycles cycles = Cycles.byName().at(100, worker(10)).at(100 + HOUR, worker(10 + HOUR));

        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void clockThatStandsLeavesTheWindowOpen() {
        Cycles cycles = Cycles.byName().at(100, worker(0)).at(102, worker(2)).at(102, worker(3)).at(102, worker(4));
        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.5, within(1e-9));

        cycles.at(110, worker(6));

        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(4.0 / 16, within(1e-9));
    }

    @Test
    void clockThatGoesBackMakesNothingNegative() {
        Cycles cycles = Cycles.byName().at(100, 100, worker(0)).at(102, 102, worker(2))
                .at(103, 50, worker(3)).at(104, 51, worker(3));
        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.5, within(1e-9));
        assertThat(cycles.tracker().cpuGrowthNanos()).isZero();

        cycles.at(160, 106, worker(4));

        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void endOfAChildWhileTheClockGoesBackTakesNothingFromAnybody() {
        FakeProcess parent = process(5, nanos(1)).cpu(SECOND);
        Cycles cycles = Cycles.byName()
                .at(100, 100, parent.with(Measure.REAPED_CHILDREN_CPU_USER_NANOS, 0),
                        process(6, nanos(2)).parent(5).cpu(SECOND))
                .at(102, 50, process(5, nanos(1)).cpu(SECOND).with(Measure.REAPED_CHILDREN_CPU_USER_NANOS, 3 * SECOND));

        assertThat(cycles.cpu("worker")).isEqualTo(2 * SECOND);
        assertThat(cycles.tracker().cpuGrowthNanos()).isZero();
        assertThat(cycles.tracker().unseenChildrenCpuNanos()).isEqualTo(2 * SECOND);
    }

    @Test
    void useOfMoreThanTheProcessorsCanDoIsNoUsageOfTheWindow() {
        Cycles cycles = Cycles.byName().at(100, worker(0)).at(102, worker(1)).at(104, worker(1 + HOUR));
        assertThat(cycles.group("worker").hasCpuUsage()).isFalse();
        assertThat(cycles.cpu("worker")).isEqualTo(nanos(1 + HOUR));

        cycles.at(106, worker(2 + HOUR));

        assertThat(cycles.group("worker").cpuUsageRatio()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void clockOfStartTimesThatIsSetBackCountsNothingTwice() {
        Cycles cycles = Cycles.byName().at(5000, 100, worker(10))
                .at(5000 - HOUR, 102, worker(11), process(6, nanos(1399)).cpu(7))
                .at(5002 - HOUR, 104, worker(12), process(6, nanos(1399)).cpu(9), process(7, nanos(1401)).cpu(20));

        assertThat(cycles.cpu("worker")).isEqualTo(12 * SECOND + 2 + 20);
        assertThat(cycles.group("worker").exits()).isZero();
        assertThat(cycles.group("worker").earliestStartNanos()).isEqualTo(nanos(1));
        assertThat(cycles.group("worker").cpuUsageRatio()).isBetween(0.0, 1.0);
    }

    @Test
    void clockOfStartTimesThatIsSetForwardCountsNothingTwice() {
        Cycles cycles = Cycles.byName().at(5000, 100, worker(10))
                .at(5002 + HOUR, 102, worker(11), process(6, nanos(5001)).cpu(7))
                .at(5004 + HOUR, 104, worker(12), process(6, nanos(5001)).cpu(9));

        assertThat(cycles.cpu("worker")).isEqualTo(12 * SECOND + 9);
        assertThat(cycles.group("worker").starts()).isEqualTo(1);
        assertThat(cycles.group("worker").earliestStartNanos()).isEqualTo(nanos(1));
    }
}
