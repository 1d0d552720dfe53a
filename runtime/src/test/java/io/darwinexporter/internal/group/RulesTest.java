package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.Measure;

class RulesTest {

    private static final String WEB = "rules: [{name: web, comm: [nginx]}, {name: db, comm: [postgres]}]";

    private static FakeProcess nginx(int pid, double start) {
        return process(pid, nanos(start)).name("nginx");
    }

    private static FakeProcess child(int pid, double start, int parent) {
        return process(pid, nanos(start)).name("helper").parent(parent);
    }

    @Test
    void rulesWinOverTheGroupingAndItTakesTheRest() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, nginx(5, 1), process(6, nanos(2)).name("sh"));

        assertThat(cycles.group("web").processes()).isEqualTo(1);
        assertThat(cycles.group("web").labels().name()).isEqualTo("nginx");
        assertThat(cycles.group("sh").processes()).isEqualTo(1);
        assertThat(cycles.hasGroup("nginx")).isFalse();
    }

    @Test
    void withRulesOnlyTheRestIsLeftOut() {
        Cycles cycles = Cycles.byName().rules("{" + WEB + ", rules_only: true}")
                .at(100, nginx(5, 1), process(6, nanos(2)).name("sh"));

        assertThat(cycles.tracker().groups().size()).isEqualTo(1);
        assertThat(cycles.snapshot().isExcluded(1)).isTrue();
        assertThat(cycles.tracker().groups().assignmentOfRow(1).reason()).isEqualTo(Assignment.Reason.LEFT_OUT);
    }

    @Test
    void childrenFollowWhereverTheirParentStandsInTheListing() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, child(7, 4, 6), child(6, 3, 5), nginx(5, 1), child(8, 5, 7));

        assertThat(cycles.group("web").processes()).isEqualTo(4);
        assertThat(cycles.tracker().groups().assignmentOfRow(0).reason()).isEqualTo(Assignment.Reason.PARENT);
        assertThat(cycles.tracker().groups().assignmentOfRow(2).reason()).isEqualTo(Assignment.Reason.RULE);
    }

    @Test
    void newChildrenFollowTooUnlessARuleOfTheirOwnMatches() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, nginx(5, 1))
                .at(101, child(7, 100.6, 6), child(6, 100.5, 5), nginx(5, 1),
                        process(8, nanos(100.7)).name("postgres").parent(5).cpu(3));

        assertThat(cycles.group("web").processes()).isEqualTo(3);
        assertThat(cycles.group("web").starts()).isEqualTo(2);
        assertThat(cycles.cpu("db")).isEqualTo(3);
    }

    @Test
    void aRuleMayKeepItsChildrenOut() {
        Cycles cycles = Cycles.byName().rules("rules: [{name: web, comm: [nginx], track_children: false}]")
                .at(100, nginx(5, 1), child(6, 3, 5));

        assertThat(cycles.group("web").processes()).isEqualTo(1);
        assertThat(cycles.group("helper").processes()).isEqualTo(1);
    }

    @Test
    void childrenOfProcessesWithoutARuleDoNotFollow() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, process(5, nanos(1)).name("sh"), child(6, 3, 5));

        assertThat(cycles.group("sh").processes()).isEqualTo(1);
        assertThat(cycles.group("helper").processes()).isEqualTo(1);
    }

    @Test
    void whatTheFilterHidesStillHandsItsRuleDown() {
        Cycles cycles = Cycles.byName().rules(WEB).filter(name -> !name.equals("sh"))
                .at(100, nginx(5, 1), process(6, nanos(2)).name("sh").parent(5), child(7, 3, 6));

        assertThat(cycles.group("web").processes()).isEqualTo(2);
        assertThat(cycles.tracker().groups().assignmentOfRow(1).reason()).isEqualTo(Assignment.Reason.FILTERED);
    }

    @Test
    void aYoungerProcessUnderTheParentsPidIsNoParent() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, nginx(5, 50), child(6, 3, 5));

        assertThat(cycles.group("helper").processes()).isEqualTo(1);
    }

    @Test
    void reparentedChildrenKeepTheirGroup() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, nginx(5, 1), child(6, 3, 5).cpu(1))
                .at(101, child(6, 3, 1).cpu(4))
                .at(102, child(6, 3, 1).name("renamed").cpu(9));

        assertThat(cycles.group("web").processes()).isEqualTo(1);
        assertThat(cycles.cpu("web")).isEqualTo(9);
        assertThat(cycles.hasGroup("renamed")).isFalse();
    }

    @Test
    void whoTakesAnOrphanInDoesNotTakeItIntoItsGroup() {
        Cycles cycles = Cycles.byName().rules("rules: [{name: init, comm: [init]}, {name: web, comm: [nginx]}]")
                .at(100, process(1, nanos(0)).name("init").parent(0), process(4, nanos(0.5)).name("sh").parent(0),
                        child(6, 3, 4))
                .at(101, process(1, nanos(0)).name("init").parent(0), child(6, 3, 1))
                .at(102, process(1, nanos(0)).name("init").parent(0), child(6, 3, 1).name("other"));

        assertThat(cycles.group("init").processes()).isEqualTo(1);
        assertThat(cycles.group("other").processes()).isEqualTo(1);
    }

    @Test
    void anExecMovesAProcessAndLeavesThePast() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, process(5, nanos(1)).name("sh").cpu(10))
                .at(101, nginx(5, 1).cpu(17));

        assertThat(cycles.cpu("sh")).isEqualTo(10);
        assertThat(cycles.cpu("web")).isEqualTo(7);
        assertThat(cycles.group("web").starts()).isZero();
    }

    @Test
    void aForkThatIsSeenBeforeItsExecDoesNotStick() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, nginx(5, 1))
                .at(101, nginx(5, 1), nginx(6, 100.5).parent(5).cpu(1))
                .at(102, nginx(5, 1), process(6, nanos(100.5)).name("postgres").parent(5).cpu(5));

        assertThat(cycles.group("web").processes()).isEqualTo(1);
        assertThat(cycles.cpu("db")).isEqualTo(4);
    }

    @Test
    void childrenFollowWhenTheirParentTurnsIntoSomethingElse() {
        Cycles cycles = Cycles.byName().rules(WEB)
                .at(100, process(5, nanos(1)).name("sh"), child(6, 3, 5).cpu(2), child(7, 4, 6))
                .at(101, child(7, 4, 6), child(6, 3, 5).cpu(5), nginx(5, 1));

        assertThat(cycles.group("web").processes()).isEqualTo(3);
        assertThat(cycles.cpu("helper")).isEqualTo(2);
        assertThat(cycles.cpu("web")).isEqualTo(3);
        cycles.at(102, child(7, 4, 6), child(6, 3, 5).cpu(6), process(5, nanos(1)).name("sh"));
        assertThat(cycles.group("helper").processes()).isEqualTo(2);
    }

    @Test
    void expectedGroupsAreThereFromTheBeginningAndStay() {
        Cycles cycles = Cycles.of(new ConfiguredGrouping(true, false, false),
                new GroupSettings(Duration.ofSeconds(1), Duration.ZERO))
                .rules("rules: [{name: web, comm: [nginx], expected: 2, user: [www]}]").at(100);

        Group web = cycles.group("web");
        assertThat(web.processes()).isZero();
        assertThat(web.expectedProcesses()).isEqualTo(2);
        assertThat(web.labels().name()).isEqualTo("web");
        assertThat(web.labels().user()).isEqualTo("www");
        assertThat(cycles.cpu("web")).isZero();
        assertThat(cycles.value("web", Measure.FAULTS)).isZero();
        cycles.at(101, nginx(5, 100.5).user("www").cpu(7)).at(102).at(200);
        assertThat(cycles.group("web")).isSameAs(web);
        assertThat(cycles.cpu("web")).isEqualTo(7);
    }

    @Test
    void labelsOfARuleAreThoseOfItsGroupWhoeverMakesIt() {
        Cycles cycles = Cycles.byName().rules("rules: [{name: sh, comm: [bash], labels: {team: a}}]")
                .at(100, process(5, nanos(1)).name("sh"), process(6, nanos(1)).name("bash"));

        assertThat(cycles.group("sh").processes()).isEqualTo(2);
        assertThat(cycles.group("sh").labels().extra()).isEqualTo(Map.of("team", "a"));
    }

    @Test
    void namesWithVariablesMakeGroupsWithTheLabelsOfTheirRule() {
        Cycles cycles = Cycles.byName().rules("rules: [{name: '${comm}-${user}', comm: [nginx], labels: {team: a}}]")
                .at(100, nginx(5, 1), nginx(6, 1).user("bob"));

        assertThat(cycles.group("nginx-alice").labels().extra()).isEqualTo(Map.of("team", "a"));
        assertThat(cycles.group("nginx-bob").processes()).isEqualTo(1);
    }

    @Test
    void otherRulesResetNoCounterOfAGroupThatLivesOn() {
        Cycles cycles = Cycles.byName().rules(WEB)
                .at(100, nginx(5, 1).cpu(10), child(6, 3, 5).cpu(1), process(7, nanos(4)).name("sh").cpu(5))
                .rules("rules: [{name: web, comm: [nginx], labels: {team: a}}, {name: shells, comm: [sh], expected: 1}]")
                .at(101, nginx(5, 1).cpu(12), child(6, 3, 5).cpu(3), process(7, nanos(4)).name("sh").cpu(6));

        assertThat(cycles.cpu("web")).isEqualTo(15);
        assertThat(cycles.group("web").labels().extra()).isEqualTo(Map.of("team", "a"));
        assertThat(cycles.cpu("sh")).isEqualTo(5);
        assertThat(cycles.cpu("shells")).isEqualTo(1);
        assertThat(cycles.group("shells").starts()).isZero();
    }

    @Test
    void withoutRulesEveryoneFallsBackAndNothingIsExpected() {
        Cycles cycles = Cycles.byName().rules("rules: [{name: web, comm: [nginx], expected: 1}]")
                .at(100, nginx(5, 1), child(6, 3, 5));
        cycles.tracker().useRules(RuleSet.NONE);
        cycles.at(101, nginx(5, 1), child(6, 3, 5));

        assertThat(cycles.group("nginx").processes()).isEqualTo(1);
        assertThat(cycles.group("helper").processes()).isEqualTo(1);
        assertThat(cycles.group("web").expectedProcesses()).isZero();
    }

    @Test
    void orphansKeepTheirGroupThroughOtherRulesThatStillHaveIt() {
        Cycles cycles = Cycles.byName().rules(WEB).at(100, nginx(5, 1), child(6, 3, 5)).at(101, child(6, 3, 1))
                .rules("rules: [{name: db, comm: [postgres]}, {name: web, exe: [nginx]}]").at(102, child(6, 3, 1));
        assertThat(cycles.group("web").processes()).isEqualTo(1);

        cycles.rules("rules: [{name: db, comm: [postgres]}]").at(103, child(6, 3, 1));
        assertThat(cycles.group("web").processes()).isZero();
    }

    @Test
    void whatOtherRulesSayOfAGroupHoldsWhereOnlyOrphansAreLeft() {
        Cycles cycles = Cycles.byName().rules("rules: [{name: web, comm: [nginx], threads: true}]")
                .at(100, nginx(5, 1), child(6, 3, 5)).at(101, child(6, 3, 1))
                .rules("rules: [{name: web, comm: [nginx], threads: true, labels: {team: a}}]").at(102, child(6, 3, 1));

        assertThat(cycles.group("web").processes()).isEqualTo(1);
        assertThat(cycles.group("web").wantsThreads()).isTrue();
        assertThat(cycles.group("web").labels().extra()).isEqualTo(Map.of("team", "a"));
    }

    @Test
    void rulesAreAskedOncePerProcessAndExec() {
        Cycles cycles = Cycles.byName().rules(WEB);
        FakeProcess[] steady = { nginx(5, 1), child(6, 3, 5), process(7, nanos(4)).name("sh") };
        cycles.at(100, steady);
        assertThat(cycles.tracker().ruleEvaluations()).isEqualTo(3);
        for (int second = 101; second < 150; second++) {
            cycles.at(second, steady);
        }
        assertThat(cycles.tracker().ruleEvaluations()).isEqualTo(3);
        cycles.at(150, nginx(5, 1), child(6, 3, 5), process(7, nanos(4)).name("bash"));
        assertThat(cycles.tracker().ruleEvaluations()).isEqualTo(4);
        cycles.at(151, process(5, nanos(1)).name("sh"), child(6, 3, 5), process(7, nanos(4)).name("bash"));
        assertThat(cycles.tracker().ruleEvaluations()).isEqualTo(5);
    }

    @Test
    void aDeepTreeFollowsItsRoot() {
        int depth = 20_000;
        FakeProcess[] chain = new FakeProcess[depth];
        for (int i = 0; i < depth; i++) {
            chain[depth - 1 - i] = i == 0 ? nginx(10, 1) : child(10 + i, 1 + i * 0.001, 9 + i);
        }

        assertThat(Cycles.byName().rules(WEB).at(100, chain).group("web").processes()).isEqualTo(depth);
    }
}
