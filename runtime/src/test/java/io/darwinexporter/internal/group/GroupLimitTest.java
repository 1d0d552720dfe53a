package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.FakeProcess;

class GroupLimitTest {

    private static Cycles roomFor(int groups) {
        return Cycles.of(new ConfiguredGrouping(true, false, false),
                new GroupSettings(Duration.ofSeconds(1), Duration.ofSeconds(10)).withMaxGroups(groups));
    }

    private static FakeProcess named(String name, int pid, double start) {
        return process(pid, nanos(start)).name(name);
    }

    @Test
    void processesOfFurtherGroupsAreCountedTogether() {
        Cycles cycles = roomFor(2).at(100, named("a", 5, 1).cpu(1), named("b", 6, 1).cpu(2),
                named("c", 7, 1).cpu(4).user("carl"),
                named("d", 8, 1).cpu(8), named("a", 9, 1).cpu(16));

        assertThat(cycles.tracker().groups().size()).isEqualTo(3);
        assertThat(cycles.cpu("a")).isEqualTo(17);
        assertThat(cycles.cpu("b")).isEqualTo(2);
        assertThat(cycles.cpu("other")).isEqualTo(12);
        assertThat(cycles.group("other").processes()).isEqualTo(2);
        assertThat(cycles.group("other").labels().name()).isEqualTo("other");
        assertThat(cycles.group("other").labels().user()).isEmpty();
        assertThat(cycles.group("other").takesOthers()).isTrue();
        assertThat(cycles.group("a").takesOthers()).isFalse();
        assertThat(cycles.tracker().groupOverflows()).isEqualTo(2);
    }

    @Test
    void whatTheyUsedStaysWhenTheyEnd() {
        Cycles cycles = roomFor(1).at(100, named("a", 5, 1), named("b", 6, 1).cpu(2), named("c", 7, 1).cpu(4))
                .at(101, named("a", 5, 1), named("c", 7, 1).cpu(5))
                .at(102, named("a", 5, 1), named("d", 8, 101.5).cpu(100));

        assertThat(cycles.cpu("other")).isEqualTo(107);
        assertThat(cycles.group("other").starts()).isEqualTo(1);
        assertThat(cycles.group("other").exits()).isEqualTo(2);
    }

    @Test
    void groupsThatAreThereTakeNewMembers() {
        Cycles cycles = roomFor(1).at(100, named("a", 5, 1), named("b", 6, 1))
                .at(101, named("a", 5, 1), named("b", 6, 1), named("a", 7, 100.5));

        assertThat(cycles.group("a").processes()).isEqualTo(2);
        assertThat(cycles.tracker().groupOverflows()).isEqualTo(1);
    }

    @Test
    void newProcessesGetGroupsOfTheirOwnWhenThereIsRoomAgain() {
        Cycles cycles = roomFor(1).at(100, named("a", 5, 1), named("b", 6, 1).cpu(2)).at(101, named("b", 6, 1).cpu(3))
                .at(112, named("b", 6, 1).cpu(4));
        assertThat(cycles.hasGroup("a")).isFalse();

        cycles.at(113, named("b", 6, 1).cpu(5), named("c", 7, 112.5).cpu(9));

        assertThat(cycles.cpu("c")).isEqualTo(9);
        assertThat(cycles.cpu("other")).isEqualTo(5);
        assertThat(cycles.tracker().groupOverflows()).isEqualTo(1);
    }

    @Test
    void processThatTurnsIntoAnotherLeavesWhenThereIsRoomAgainAndTakesLaterGrowthWithIt() {
        Cycles cycles = roomFor(1).at(100, named("a", 5, 1), named("b", 6, 1).cpu(2)).at(101, named("b", 6, 1).cpu(3))
                .at(112, named("b", 6, 1).cpu(4)).at(113, named("c", 6, 1).cpu(10));

        assertThat(cycles.cpu("c")).isEqualTo(6);
        assertThat(cycles.cpu("other")).isEqualTo(4);
        assertThat(cycles.group("other").processes()).isZero();
    }

    @Test
    void emptyOneIsForgottenAsAllGroupsAre() {
        Cycles cycles = roomFor(1).at(100, named("a", 5, 1), named("b", 6, 1)).at(101, named("a", 5, 1))
                .at(112, named("a", 5, 1));

        assertThat(cycles.hasGroup("other")).isFalse();
    }

    @Test
    void groupsThatRulesExpectAlwaysHaveRoom() {
        Cycles cycles = roomFor(1)
                .rules("rules: [{name: web, comm: [nginx], expected: 1}, {name: db, comm: [pg], expected: 1}]")
                .at(100, named("a", 5, 1), named("nginx", 6, 1), named("pg", 7, 1));

        assertThat(cycles.group("web").processes()).isEqualTo(1);
        assertThat(cycles.group("db").processes()).isEqualTo(1);
        assertThat(cycles.group("other").processes()).isEqualTo(1);
    }

    @Test
    void otherRulesFindRoomForThoseThatHadNone() {
        Cycles cycles = roomFor(1).at(100, named("a", 5, 1), named("nginx", 6, 1).cpu(3))
                .rules("rules: [{name: web, comm: [nginx], expected: 1, threads: true, labels: {tier: front}}]")
                .at(101, named("a", 5, 1), named("nginx", 6, 1).cpu(4), named("b", 7, 100.5));

        assertThat(cycles.cpu("other")).isEqualTo(3);
        assertThat(cycles.cpu("web")).isEqualTo(1);
        assertThat(cycles.group("other").processes()).isEqualTo(1);
    }

    @Test
    void labelsAndThreadsOfARuleAreNotThoseOfTheCommonGroup() {
        Cycles cycles = roomFor(1).rules("rules: [{name: web, comm: [nginx], threads: true, labels: {tier: front}}]")
                .at(100, named("a", 5, 1), named("nginx", 6, 1));

        assertThat(cycles.group("other").processes()).isEqualTo(1);
        assertThat(cycles.group("other").labels().extra()).isEmpty();
        assertThat(cycles.group("other").wantsThreads()).isFalse();
    }

    @Test
    void processOfThatNameSharesTheGroup() {
        Cycles cycles = roomFor(1).at(100, named("other", 5, 1).user("carl").cpu(1), named("a", 6, 1), named("b", 7, 1).cpu(2));

        assertThat(cycles.cpu("other")).isEqualTo(3);
        assertThat(cycles.group("other").labels().user()).isEqualTo("carl");
        assertThat(cycles.group("a").processes()).isEqualTo(1);
    }

    @Test
    void manyNamesTakeNoMemory() {
        Cycles cycles = roomFor(10);
        for (int i = 0; i < 1000; i++) {
            cycles.at(100 + i, named("name" + i, 1000 + i, 99.5 + i));
        }

        assertThat(cycles.tracker().groups().size()).isLessThanOrEqualTo(11);
        assertThat(cycles.tracker().trackedProcesses()).isEqualTo(1);
    }
}
