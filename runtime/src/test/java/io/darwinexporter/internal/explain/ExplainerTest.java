package io.darwinexporter.internal.explain;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.explain.Explanation.Ancestor;
import io.darwinexporter.internal.explain.Explanation.Fact;
import io.darwinexporter.internal.explain.Explanation.Placement;
import io.darwinexporter.internal.explain.Explanation.Reading;
import io.darwinexporter.internal.explain.Explanation.Unread;
import io.darwinexporter.internal.filter.NameDecision;
import io.darwinexporter.internal.filter.NamePatterns;
import io.darwinexporter.internal.filter.PatternSyntax;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.rule.RuleVerdict;
import io.darwinexporter.internal.rule.Yaml;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SourceSettings;

class ExplainerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Set<MeasureKind> ALL_KINDS = EnumSet.allOf(MeasureKind.class);
    private static final NamePatterns NO_PATTERNS = new NamePatterns(PatternSyntax.SUBSTRING, List.of(), List.of());
    private static final SourceSettings EVERYTHING = new SourceSettings(ALL_KINDS, EnumSet.allOf(ProcessFact.class), false);

    private FakeProcessSource source = FakeProcessSource.withEverything();
    private NamePatterns patterns = NO_PATTERNS;
    private SourceSettings read = EVERYTHING;
    private RuleSet rules = RuleSet.NONE;

    private Optional<Explanation> explain(int pid, FakeProcess... processes) {
        return collected(processes)
                .fresh(result -> Explainer.ofExporter(patterns, rules, "by name", read).process(result, pid));
    }

    private SharedCollection collected(FakeProcess... processes) {
        source.sees(10 * SECOND, processes);
        SharedCollection collection = new SharedCollection(new CollectionCycle(source, patterns,
                new ConfiguredGrouping(true, false, false), GroupSettings.defaults()), Duration.ZERO);
        collection.useRules(rules, rules.usedFacts());
        return collection;
    }

    @Test
    void groupAndWhatDecidedAreTold() {
        Explanation found = explain(7, process(7, SECOND).name("java").ids(12, 13).user("bob")).orElseThrow();

        assertThat(found.placement()).isEqualTo(new Placement("java", Placement.Reason.GROUPING, "grouped by name"));
        assertThat(found.selection()).isEqualTo(new NameDecision(NameDecision.Reason.NO_PATTERNS, null));
        assertThat(found.subject().name()).isEqualTo("java");
        assertThat(found.subject().user()).isEqualTo("bob");
        assertThat(found.subject().userId()).isEqualTo(12);
        assertThat(found.subject().state()).isEqualTo("sleeping");
        assertThat(found.subject().startTime()).hasToString("1970-01-01T00:00:01Z");
    }

    @Test
    void processThatIsNotSeenHasNoExplanation() {
        assertThat(explain(8, process(7, SECOND), process(8, SECOND).state(ProcessState.EXITED))).isEmpty();
    }

    @Test
    void ancestorsAreToldUpToTheLastThatIsSeen() {
        Explanation found = explain(30, process(30, SECOND).parent(20), process(20, SECOND).parent(10).name("shell"),
                process(10, SECOND).parent(5).name("hidden-login"), process(11, SECOND)).orElseThrow();

        assertThat(found.ancestors()).containsExactly(new Ancestor(20, "shell", "shell"),
                new Ancestor(10, "hidden-login", "hidden-login"), new Ancestor(5, null, null));
    }

    @Test
    void parentsInACircleComeToAnEnd() {
        Explanation found = explain(30, process(30, SECOND).parent(20), process(20, SECOND).parent(30)).orElseThrow();

        assertThat(found.ancestors()).hasSize(64);
    }

    @Test
    void excludedProcessNamesThePattern() {
        patterns = new NamePatterns(PatternSyntax.SUBSTRING, List.of(), List.of("xyz", "av"));

        Explanation found = explain(7, process(7, SECOND).name("java")).orElseThrow();

        assertThat(found.placement().group()).isNull();
        assertThat(found.placement().reason()).isEqualTo(Placement.Reason.NAME);
        assertThat(found.selection()).isEqualTo(new NameDecision(NameDecision.Reason.EXCLUDED, "av"));
        assertThat(reasonUnread(found, Measure.THREADS)).isEqualTo(Unread.Reason.NOT_LOOKED_AT);
    }

    @Test
    void zombieIsInNoGroup() {
        Explanation found = explain(7, process(7, SECOND).state(ProcessState.ZOMBIE)).orElseThrow();

        assertThat(found.placement().reason()).isEqualTo(Placement.Reason.ENDED);
        assertThat(found.placement().group()).isNull();
        assertThat(found.subject().state()).isEqualTo("zombie");
    }

    @Test
    void processThatTheGroupingLeavesOutSaysSo() {
        source.sees(10 * SECOND, process(7, SECOND));
        // No rules, and a grouping of an application.
        SharedCollection nobody = new SharedCollection(
                new CollectionCycle(source, patterns, process -> null, GroupSettings.defaults()), Duration.ZERO);

        Explanation found = nobody.fresh(result -> Explainer.ofExporter(patterns, rules, "by Nobody", read).process(result, 7))
                .orElseThrow();

        assertThat(found.placement())
                .isEqualTo(new Placement(null, Placement.Reason.LEFT_OUT, "left out by the grouping, by Nobody"));
    }

    @Test
    void whatWasReadHasItsValueAndNothingElse() {
        Explanation found = explain(7, process(7, SECOND).with(Measure.THREADS, 4).childrenCpu(9)).orElseThrow();

        assertThat(found.readings()).containsExactly(new Reading(Measure.THREADS, 4));
        assertThat(found.unread()).extracting(Unread::measure).doesNotContain(Measure.THREADS)
                .noneMatch(measure -> measure.nature() == Measure.Nature.CHILDREN).hasSize(
                        Measure.COUNT - 1 - Measure.of(Measure.Nature.CHILDREN).size());
    }

    @Test
    void whatWasNotReadHasItsReason() {
        source = FakeProcessSource.of("fake", EnumSet.complementOf(EnumSet.of(Measure.CYCLES)), false);
        read = new SourceSettings(EnumSet.complementOf(EnumSet.of(MeasureKind.DISK)), Set.of(), false);

        Explanation denied = explain(7, process(7, SECOND).denied()).orElseThrow();
        Explanation gone = explain(7, process(7, SECOND)).orElseThrow();

        assertThat(reasonUnread(denied, Measure.CYCLES)).isEqualTo(Unread.Reason.UNSUPPORTED);
        assertThat(reasonUnread(denied, Measure.DISK_READ_BYTES)).isEqualTo(Unread.Reason.SWITCHED_OFF);
        assertThat(reasonUnread(denied, Measure.THREADS)).isEqualTo(Unread.Reason.DENIED);
        assertThat(reasonUnread(gone, Measure.THREADS)).isEqualTo(Unread.Reason.NOT_FOUND);
    }

    private static Unread.Reason reasonUnread(Explanation explanation, Measure measure) {
        return explanation.unread().stream().filter(unread -> unread.measure() == measure).findFirst().orElseThrow().reason();
    }

    @Test
    void aRunningExporterNeverShowsCommandLines() {
        Explanation found = explain(7, process(7, SECOND).arguments("login", "--password=secret")).orElseThrow();

        assertThat(found.facts()).extracting(Fact::fact).doesNotContain(ProcessFact.ARGUMENTS);
        assertThat(ExplanationText.of(found)).doesNotContain("secret");
    }

    @Test
    void aSingleLookShowsCommandLinesIfAsked() {
        SharedCollection collection = collected(process(7, SECOND).arguments("login", "me"));

        Explanation shown = collection.fresh(
                result -> Explainer.ofSingleLook(patterns, rules, "by name", read, true).process(result, 7)).orElseThrow();
        Explanation hidden = collection.fresh(
                result -> Explainer.ofSingleLook(patterns, rules, "by name", read, false).process(result, 7)).orElseThrow();

        assertThat(shown.facts()).contains(new Fact(ProcessFact.ARGUMENTS, List.of("login", "me"), true, null));
        assertThat(hidden.facts()).extracting(Fact::fact).doesNotContain(ProcessFact.ARGUMENTS);
        assertThat(reasonUnread(shown, Measure.NET_RECEIVE_BYTES)).isEqualTo(Unread.Reason.NOT_FOLLOWED);
    }

    @Test
    void factsThatNobodyLooksAtAreToldToBeSo() {
        read = new SourceSettings(ALL_KINDS, Set.of(ProcessFact.CONTROL_GROUPS), false);

        Explanation found = explain(7, process(7, SECOND)).orElseThrow();

        assertThat(found.facts()).containsExactly(new Fact(ProcessFact.EXECUTABLE, List.of(), false, null),
                new Fact(ProcessFact.CONTROL_GROUPS, List.of(), true, null));
    }

    @Test
    void everyRuleSaysWhy() {
        rules = Yaml.rules("""
                rules:
                - {name: web, comm: nginx}
                - {name: "app-${app}", comm: java, cmdline: "--app=(?P<app>[a-z]+)"}
                """);

        Explanation found = explain(7, process(7, SECOND).name("java").arguments("java", "--app=shop")).orElseThrow();

        assertThat(found.rules()).extracting(RuleVerdict::matched).containsExactly(false, true);
        assertThat(found.rules().get(0).reasons())
                .containsExactly(new RuleVerdict.Reason("comm", List.of("nginx"), "java", false));
        assertThat(found.rules().get(1).groupName()).isEqualTo("app-shop");
        assertThat(found.rules().get(1).captures()).containsOnly(Map.entry("app", "shop"));
    }

    @Test
    void groupIsThatOfTheRuleOrOfTheParentOrOfTheGrouping() {
        rules = Yaml.rules("""
                rules:
                - {name: web, comm: nginx}
                """);
        FakeProcess[] processes = { process(7, SECOND).name("nginx"), process(8, 2 * SECOND).name("worker").parent(7),
                process(9, SECOND).name("other") };

        assertThat(explain(7, processes).orElseThrow().placement().reason()).isEqualTo(Placement.Reason.RULE);
        assertThat(explain(7, processes).orElseThrow().placement().why()).startsWith("taken by the rule at ")
                .contains(":2");
        assertThat(explain(8, processes).orElseThrow().placement().group()).isEqualTo("web");
        assertThat(explain(8, processes).orElseThrow().placement().why())
                .startsWith("no rule takes it; it follows its parent, by the rule at ");
        assertThat(explain(9, processes).orElseThrow().placement()).isEqualTo(
                new Placement("other", Placement.Reason.GROUPING, "no rule takes it; grouped by name"));
    }

    @Test
    void whereOnlyRulesCountOthersAreLeftOut() {
        rules = Yaml.rules("""
                rules_only: true
                rules:
                - {name: web, comm: nginx}
                """);

        assertThat(explain(9, process(9, SECOND)).orElseThrow().placement())
                .isEqualTo(new Placement(null, Placement.Reason.LEFT_OUT, "no rule takes it; only rules count"));
    }

    @Test
    void rulesDoNotGiveAwayTheCommandLineEither() {
        rules = Yaml.rules("""
                rules:
                - {name: never, comm: other, cmdline: "password=(?P<password>.*)"}
                - {name: java, cmdline: "password="}
                """);

        FakeProcess login = process(7, SECOND).name("java").arguments("login", "--password=secret");
        Explanation found = explain(7, login).orElseThrow();
        Explanation shown = collected(login).fresh(
                result -> Explainer.ofSingleLook(patterns, rules, "by name", read, true).process(result, 7)).orElseThrow();

        assertThat(found.rules()).extracting(RuleVerdict::matched).containsExactly(false, true);
        assertThat(ExplanationText.of(found)).doesNotContain("secret").contains("found (not shown); wanted password=");
        assertThat(ExplanationText.of(shown)).contains("found login --password=secret; wanted");
    }

    @Test
    void allProcessesOfANameAreFoundUpToALimit() {
        SharedCollection collection = collected(process(7, SECOND).name("java"), process(8, SECOND).name("javac"),
                process(9, SECOND).name("java"), process(10, SECOND).name("java"));
        Explainer explainer = Explainer.ofExporter(patterns, rules, "by name", read);

        List<Explanation> all = collection.fresh(result -> explainer.named(result, "java", 10));
        List<Explanation> some = collection.fresh(result -> explainer.named(result, "java", 2));

        assertThat(all).extracting(found -> found.subject().pid()).containsExactly(7, 9, 10);
        assertThat(some).extracting(found -> found.subject().pid()).containsExactly(7, 9);
    }
}
