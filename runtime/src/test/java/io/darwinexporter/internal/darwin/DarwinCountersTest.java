package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.group.Tracker;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * What groups make of the kernel's 32-bit counters, release by release.
 */
class DarwinCountersTest {

    private static final long MAX = Integer.MAX_VALUE;
    private static final long WRAP = 1L << 32;

    private StandIn standIn;
    private Scenario scenario;
    private DarwinProcessSource source;
    private Tracker tracker;
    private final Collected seen = new Collected();
    private long nanos;

    @BeforeEach
    void loadStandIn() {
        standIn = StandIn.get();
    }

    private void start(String release) {
        scenario = Scenario.appleSiliconAsRoot().host("release", release);
        scenario.process(700, "busy");
        standIn.show(scenario);
        source = DarwinProcessSource.open(SourceSettings.defaults());
        tracker = new Tracker(source.description(), seen.snapshot(), new ConfiguredGrouping(true, false, false),
                GroupSettings.defaults());
    }

    /** Lets the kernel's true count be this, and collects. */
    private long groupValue(String counter, Measure measure, long trueCount) {
        scenario.process(700).with(counter, trueCount);
        standIn.replace(scenario);
        seen.by(source);
        tracker.update(nanos += 1_000_000_000L);
        GroupTable groups = tracker.groups();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.group(i);
            if (group.labels().groupName().equals("busy")) {
                return group.value(measure);
            }
        }
        throw new AssertionError("no group");
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
        assertThat(seen.snapshot().failures(MeasureKind.SCHEDULING, ReadFailure.SATURATED)).isZero();
        assertThat(groupValue("received", Measure.MESSAGES_RECEIVED, 5 * MAX)).isEqualTo(MAX - 10);

        assertThat(seen.has(700, Measure.MESSAGES_RECEIVED)).isFalse();
        assertThat(seen.has(700, Measure.MESSAGES_SENT)).isTrue();
        assertThat(seen.snapshot().failures(MeasureKind.SCHEDULING, ReadFailure.SATURATED)).isEqualTo(1);
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
