package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * What groups make of the kernel's 32-bit counters, release by release.
 */
@ExtendWith(StandIn.ClosesSources.class)
class DarwinCountersTest {

    private static final long MAX = Integer.MAX_VALUE;
    private static final long WRAP = 1L << 32;

    private final Followed followed = new Followed();

    private void start(String release) {
        Scenario scenario = Scenario.appleSiliconAsRoot().host("release", release);
        scenario.process(700, "busy");
        followed.start(scenario);
    }

    /** Lets the kernel's true count be this, and collects. */
    private long groupValue(String counter, Measure measure, long trueCount) {
        followed.scenario().process(700).with(counter, trueCount);
        return followed.collect().group("busy").value(measure);
    }

    @Test
    void wrappingCountersOfMacOs11AreFollowedAcrossTheWrap() {
        start("20.3.0");
        for (Measure measure : new Measure[] { Measure.FAULTS, Measure.CONTEXT_SWITCHES, Measure.MESSAGES_SENT }) {
            String counter = measure == Measure.FAULTS ? "faults" : measure == Measure.CONTEXT_SWITCHES ? "csw" : "sent";
            assertThat(groupValue(counter, measure, MAX - 100)).isEqualTo(MAX - 100);
            assertThat(groupValue(counter, measure, MAX + 100)).isEqualTo(MAX + 100);
            assertThat(groupValue(counter, measure, WRAP - 100)).isEqualTo(WRAP - 100);
            assertThat(groupValue(counter, measure, WRAP + 100)).isEqualTo(WRAP + 100);
            assertThat(groupValue(counter, measure, 2 * WRAP - MAX)).isEqualTo(2 * WRAP - MAX);
        }
    }

    @Test
    void aWrappedCounterIsNegativeAtFirstSightAndCountsFromThere() {
        start("19.6.0");
        assertThat(groupValue("unix", Measure.SYSCALLS_UNIX, MAX + 5)).isEqualTo(MAX + 5);
        assertThat(groupValue("unix", Measure.SYSCALLS_UNIX, MAX + 9)).isEqualTo(MAX + 9);
    }

    @Test
    void faultsAreClampedFromMacOs11Point3AndOthersWrap() {
        start("20.4.0");
        assertThat(groupValue("faults", Measure.FAULTS, MAX - 10)).isEqualTo(MAX - 10);
        assertThat(groupValue("faults", Measure.FAULTS, MAX + 10)).isEqualTo(MAX - 10);
        assertThat(groupValue("cow", Measure.COW_FAULTS, MAX - 10)).isEqualTo(MAX - 10);
        assertThat(groupValue("cow", Measure.COW_FAULTS, MAX + 10)).isEqualTo(MAX + 10);
    }

    @Test
    void aClampedCounterStopsAndSaysSo() {
        start("24.5.0");
        assertThat(groupValue("received", Measure.MESSAGES_RECEIVED, MAX - 10)).isEqualTo(MAX - 10);
        assertThat(followed.seen().snapshot().failures(MeasureKind.SCHEDULING, ReadFailure.SATURATED)).isZero();
        assertThat(groupValue("received", Measure.MESSAGES_RECEIVED, 5 * MAX)).isEqualTo(MAX - 10);

        assertThat(followed.seen().has(700, Measure.MESSAGES_RECEIVED)).isFalse();
        assertThat(followed.seen().has(700, Measure.MESSAGES_SENT)).isTrue();
        assertThat(followed.seen().snapshot().failures(MeasureKind.SCHEDULING, ReadFailure.SATURATED)).isEqualTo(1);
    }

    @Test
    void aCounterThatStartsAgainNeitherFallsNorLeaps() {
        start("24.5.0");
        assertThat(groupValue("csw", Measure.CONTEXT_SWITCHES, MAX - 10)).isEqualTo(MAX - 10);
        assertThat(groupValue("csw", Measure.CONTEXT_SWITCHES, MAX + 10)).isEqualTo(MAX - 10);
        assertThat(groupValue("csw", Measure.CONTEXT_SWITCHES, WRAP + 40)).isEqualTo(MAX - 10);
        assertThat(groupValue("csw", Measure.CONTEXT_SWITCHES, WRAP + 90)).isEqualTo(MAX - 10 + 50);
    }

    @Test
    void pageInsHave64Bits() {
        start("24.5.0");
        assertThat(groupValue("pageins", Measure.PAGEINS, 9 * WRAP)).isEqualTo(9 * WRAP);
        assertThat(groupValue("pageins", Measure.PAGEINS, 9 * WRAP + 1)).isEqualTo(9 * WRAP + 1);
    }
}
