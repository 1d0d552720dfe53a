package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;

class AdmissionTest {

    private static final Admission TEN_SECONDS = new Admission(Duration.ofSeconds(10), 0);
    private static final Admission MEGABYTE = new Admission(Duration.ZERO, 1 << 20);

    private static Cycles admitting(Admission admission) {
        return Cycles.of(new ConfiguredGrouping(true, false, false), GroupSettings.defaults().withAdmission(admission));
    }

    private static FakeProcess named(String name, int pid, double start) {
        return process(pid, nanos(start)).name(name);
    }

    @Test
    void youngProcessIsCountedWithOthersUntilItIsOldEnough() {
        Cycles cycles = admitting(TEN_SECONDS).at(100, named("old", 5, 90).cpu(1))
                .at(101, named("old", 5, 90).cpu(1), named("young", 6, 100.5).cpu(3));
        assertThat(cycles.cpu("old")).isEqualTo(1);
        assertThat(cycles.cpu("other")).isEqualTo(3);
        assertThat(cycles.hasGroup("young")).isFalse();

        cycles.at(110, named("young", 6, 100.5).cpu(4));
        assertThat(cycles.hasGroup("young")).isFalse();
        cycles.at(110.5, named("young", 6, 100.5).cpu(9)).at(112, named("young", 6, 100.5).cpu(10));

        assertThat(cycles.cpu("young")).isEqualTo(6);
        assertThat(cycles.cpu("other")).isEqualTo(4);
        assertThat(cycles.group("other").processes()).isZero();
        assertThat(cycles.tracker().groupOverflows()).isZero();
    }

    @Test
    void smallProcessIsCountedWithOthersUntilItIsLargeEnough() {
        Cycles cycles = admitting(MEGABYTE)
                .at(100, named("a", 5, 1).with(Measure.RESIDENT_BYTES, (1 << 20) - 1).cpu(1))
                .at(101, named("a", 5, 1).with(Measure.RESIDENT_BYTES, 1 << 20).cpu(3))
                .at(102, named("a", 5, 1).with(Measure.RESIDENT_BYTES, 1).cpu(7));

        assertThat(cycles.cpu("other")).isEqualTo(1);
        assertThat(cycles.cpu("a")).isEqualTo(6);
    }

    @Test
    void memoryThatMayNotBeReadHoldsNobodyBack() {
        Cycles cycles = admitting(MEGABYTE).at(100, named("secret", 5, 1).denied());

        assertThat(cycles.group("secret").processes()).isEqualTo(1);
    }

    @Test
    void shortLivedMembersOfAGroupThatIsThereAreCountedInIt() {
        Cycles cycles = admitting(TEN_SECONDS).at(100, named("cc", 5, 1).cpu(1))
                .at(101, named("cc", 5, 1).cpu(1), named("cc", 6, 100.5).cpu(3))
                .at(102, named("cc", 5, 1).cpu(1), named("cc", 7, 101.5).cpu(4).state(ProcessState.EXITED));

        assertThat(cycles.cpu("cc")).isEqualTo(8);
        assertThat(cycles.hasGroup("other")).isFalse();
    }

    @Test
    void processThatHasEndedMakesNoGroup() {
        Cycles cycles = admitting(MEGABYTE).at(100).at(101, named("cc", 6, 100.5).cpu(3).state(ProcessState.EXITED));

        assertThat(cycles.hasGroup("cc")).isFalse();
        assertThat(cycles.cpu("other")).isEqualTo(3);
    }

    @Test
    void childrenFollowTheirParentWhenItIsAdmitted() {
        Cycles cycles = admitting(TEN_SECONDS).rules("rules: [{name: web, comm: [nginx]}]").at(100)
                .at(101, named("nginx", 5, 100.5), named("helper", 6, 100.6).parent(5).cpu(1));
        assertThat(cycles.group("other").processes()).isEqualTo(2);

        cycles.at(111, named("nginx", 5, 100.5), named("helper", 6, 100.6).parent(5).cpu(3));

        assertThat(cycles.group("web").processes()).isEqualTo(2);
        assertThat(cycles.cpu("web")).isEqualTo(2);
    }

    @Test
    void groupsThatRulesExpectAreThereForTheYoungest() {
        Cycles cycles = admitting(TEN_SECONDS).rules("rules: [{name: web, comm: [nginx], expected: 1}]").at(100)
                .at(101, named("nginx", 5, 100.5).cpu(3));

        assertThat(cycles.cpu("web")).isEqualTo(3);
    }

    @Test
    void whoeverIsAdmittedWhenThereIsNoRoomStays() {
        Cycles cycles = Cycles.of(new ConfiguredGrouping(true, false, false),
                GroupSettings.defaults().withMaxGroups(1).withAdmission(TEN_SECONDS))
                .at(100, named("a", 5, 1), named("b", 6, 99)).at(110, named("a", 5, 1), named("b", 6, 99))
                .at(111, named("a", 5, 1), named("b", 6, 99));

        assertThat(cycles.group("other").processes()).isEqualTo(1);
        assertThat(cycles.tracker().groupOverflows()).isEqualTo(1);
    }

    @Test
    void rulesAreAskedAgainOnlyWhenAProcessIsAdmitted() {
        Cycles cycles = admitting(TEN_SECONDS).rules("rules: [{name: web, comm: [nginx]}]").at(100, named("nginx", 5, 99))
                .at(101, named("nginx", 5, 99)).at(102, named("nginx", 5, 99));
        assertThat(cycles.tracker().ruleEvaluations()).isEqualTo(1);

        cycles.at(109, named("nginx", 5, 99)).at(110, named("nginx", 5, 99));

        assertThat(cycles.tracker().ruleEvaluations()).isEqualTo(2);
    }
}
