package io.darwinexporter.internal.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.explain.Explanation.Ancestor;
import io.darwinexporter.internal.explain.Explanation.Fact;
import io.darwinexporter.internal.explain.Explanation.Placement;
import io.darwinexporter.internal.explain.Explanation.Reading;
import io.darwinexporter.internal.explain.Explanation.Subject;
import io.darwinexporter.internal.explain.Explanation.Unread;
import io.darwinexporter.internal.filter.NameDecision;
import io.darwinexporter.internal.filter.NamePatterns;
import io.darwinexporter.internal.group.Assignment;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.ProcessTree;
import io.darwinexporter.internal.rule.Rule;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.rule.RuleVerdict;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ProcessView;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * Explains processes of a result. Has no state of its own: any thread that has a result on loan may ask.
 */
public final class Explainer {

    private static final String HIDDEN = "(not shown)";

    private final NamePatterns patterns;
    private final RuleSet rules;
    private final String grouping;
    private final SourceSettings read;
    private final boolean followsTraffic;
    private final boolean showsArguments;

    private Explainer(NamePatterns patterns, RuleSet rules, String grouping, SourceSettings read, boolean followsTraffic,
            boolean showsArguments) {
        this.patterns = patterns;
        this.rules = rules;
        this.grouping = grouping;
        this.read = read;
        this.followsTraffic = followsTraffic;
        this.showsArguments = showsArguments;
    }

    /**
     * Explains what a running exporter sees.
     *
     * @param rules those in use
     * @param grouping how processes are grouped that no rule takes, in words
     * @param read what the source is asked to read
     */
    public static Explainer ofExporter(NamePatterns patterns, RuleSet rules, String grouping, SourceSettings read) {
        return new Explainer(patterns, rules, grouping, read, true, false);
    }

    /**
     * Explains a single look, in which traffic is not followed.
     *
     * @param read what an exporter would read
     * @param showsArguments whether explanations have the command line, which may hold secrets
     */
    public static Explainer ofSingleLook(NamePatterns patterns, RuleSet rules, String grouping, SourceSettings read,
            boolean showsArguments) {
        return new Explainer(patterns, rules, grouping, read, false, showsArguments);
    }

    /** Explains a process; empty if the collection has not seen it. */
    public Optional<Explanation> process(CollectionResult result, int pid) {
        int row = rowOf(result.snapshot(), pid);
        return row < 0 ? Optional.empty() : Optional.of(explain(result, row));
    }

    /**
     * Explains the processes of a name.
     *
     * @param limit the most that are explained
     */
    public List<Explanation> named(CollectionResult result, String name, int limit) {
        SnapshotBuffer snapshot = result.snapshot();
        List<Explanation> found = new ArrayList<>();
        for (int row = 0; row < snapshot.rows() && found.size() < limit; row++) {
            if (snapshot.state(row) != ProcessState.EXITED && snapshot.name(row).equals(name)) {
                found.add(explain(result, row));
            }
        }
        return List.copyOf(found);
    }

    private static int rowOf(SnapshotBuffer snapshot, int pid) {
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.pid(row) == pid && snapshot.state(row) != ProcessState.EXITED) {
                return row;
            }
        }
        return -1;
    }

    private Explanation explain(CollectionResult result, int row) {
        SnapshotBuffer snapshot = result.snapshot();
        NameDecision selection = patterns.decide(snapshot.name(row));
        List<Reading> readings = new ArrayList<>();
        List<Unread> unread = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            if (measure.nature() == Measure.Nature.CHILDREN) {
                // Of use to the tracker only.
                continue;
            }
            if (snapshot.has(row, measure)) {
                readings.add(new Reading(measure, snapshot.value(row, measure)));
            } else {
                unread.add(new Unread(measure, reasonUnread(result, row, measure, selection)));
            }
        }
        return new Explanation(subject(result, row), facts(snapshot.description(row)), ancestors(result, row), selection,
                verdicts(view(result, row)), placement(result, row, selection), readings, unread);
    }

    private static Subject subject(CollectionResult result, int row) {
        ProcessView view = view(result, row);
        return new Subject(view.pid(), view.name(), view.commandName(), view.user(), view.userId(),
                result.snapshot().state(row).label(),
                view.startTime());
    }

    private static ProcessView view(CollectionResult result, int row) {
        return new ProcessView(result.snapshot(), result.source().startTimeOffsetNanos()).wrap(row);
    }

    private List<RuleVerdict> verdicts(ProcessView view) {
        List<RuleVerdict> verdicts = rules.explain(view);
        if (showsArguments) {
            return verdicts;
        }
        List<RuleVerdict> safe = new ArrayList<>();
        for (RuleVerdict verdict : verdicts) {
            safe.add(withoutSecrets(verdict));
        }
        return safe;
    }

    /** What was captured is a part of the command line. Where the rule has matched, it is there to be shown. */
    private static RuleVerdict withoutSecrets(RuleVerdict verdict) {
        List<RuleVerdict.Reason> reasons = new ArrayList<>();
        for (RuleVerdict.Reason reason : verdict.reasons()) {
            reasons.add(reason.tellsCommandLine()
                    ? new RuleVerdict.Reason(reason.key(), reason.wanted(), HIDDEN, reason.takes())
                    : reason);
        }
        return new RuleVerdict(verdict.rule(), verdict.matched(), verdict.groupName(), reasons,
                verdict.matched() ? verdict.captures() : Map.of());
    }

    private List<Fact> facts(ProcessDescription description) {
        List<Fact> facts = new ArrayList<>();
        for (ProcessFact fact : ProcessFact.values()) {
            if (fact != ProcessFact.ARGUMENTS || showsArguments) {
                facts.add(new Fact(fact, values(description, fact), read.wants(fact), description.unread().get(fact)));
            }
        }
        return facts;
    }

    private static List<String> values(ProcessDescription description, ProcessFact fact) {
        return switch (fact) {
            case ARGUMENTS -> description.arguments();
            case EXECUTABLE -> description.executable().isEmpty() ? List.of() : List.of(description.executable());
            case CONTROL_GROUPS -> description.controlGroups();
        };
    }

    private static List<Ancestor> ancestors(CollectionResult result, int row) {
        SnapshotBuffer snapshot = result.snapshot();
        List<Ancestor> ancestors = new ArrayList<>();
        int child = row;
        while (snapshot.parentPid(child) > 0 && ancestors.size() < ProcessTree.MAX_ANCESTORS) {
            int parentPid = snapshot.parentPid(child);
            int parent = rowOf(snapshot, parentPid);
            if (parent < 0) {
                ancestors.add(new Ancestor(parentPid, null, null));
                break;
            }
            ancestors.add(new Ancestor(parentPid, snapshot.name(parent), groupName(result, parent)));
            child = parent;
        }
        return ancestors;
    }

    private static @Nullable String groupName(CollectionResult result, int row) {
        Group group = result.groups().groupOfRow(row);
        return group == null ? null : group.labels().groupName();
    }

    private Placement placement(CollectionResult result, int row, NameDecision selection) {
        if (!result.snapshot().state(row).isLiving()) {
            return new Placement(null, Placement.Reason.ENDED,
                    "it has ended and waits for its parent to notice (a zombie), so it is a member of no group");
        }
        Assignment assignment = result.groups().assignmentOfRow(row);
        if (assignment == null || assignment.reason() == Assignment.Reason.FILTERED) {
            return new Placement(null, Placement.Reason.NAME, ExplanationText.selection(selection));
        }
        String group = groupName(result, row);
        String unlessRuled = rules.rules().isEmpty() ? "" : "no rule takes it; ";
        Group itsGroup = assignment.group();
        String further = itsGroup != null && itsGroup.takesOthers()
                ? "; this group takes those for whose own there is no room (max-groups) and those not yet admitted (admission)"
                : "";
        return switch (assignment.reason()) {
            case RULE -> new Placement(group, Placement.Reason.RULE, "taken by the rule at " + placeOf(assignment) + further);
            case PARENT -> new Placement(group, Placement.Reason.PARENT,
                    unlessRuled + "it follows its parent, by the rule at " + placeOf(assignment) + further);
            case GROUPING -> new Placement(group, Placement.Reason.GROUPING, unlessRuled + "grouped " + grouping + further);
            case LEFT_OUT -> new Placement(null, Placement.Reason.LEFT_OUT,
                    unlessRuled + (rules.rulesOnly() ? "only rules count" : "left out by the grouping, " + grouping));
            case FILTERED -> throw new IllegalStateException("told above");
        };
    }

    private static String placeOf(Assignment assignment) {
        Rule rule = assignment.rule();
        return rule == null ? "an unknown place" : rule.place();
    }

    private Unread.Reason reasonUnread(CollectionResult result, int row, Measure measure, NameDecision selection) {
        SnapshotBuffer snapshot = result.snapshot();
        if (!read.wants(measure.kind())) {
            return Unread.Reason.SWITCHED_OFF;
        }
        if (!followsTraffic && measure.kind() == MeasureKind.NETWORK) {
            return Unread.Reason.NOT_FOLLOWED;
        }
        if (!result.source().supports(measure)) {
            return Unread.Reason.UNSUPPORTED;
        }
        if (!snapshot.state(row).isLiving() || !selection.accepted()) {
            return Unread.Reason.NOT_LOOKED_AT;
        }
        return snapshot.isDenied(row) ? Unread.Reason.DENIED : Unread.Reason.NOT_FOUND;
    }
}
