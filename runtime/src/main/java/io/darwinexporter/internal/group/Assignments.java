package io.darwinexporter.internal.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.group.Assignment.Reason;
import io.darwinexporter.internal.rule.Rule;
import io.darwinexporter.internal.rule.RuleMatch;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.snapshot.LabelText;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessView;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * Decides which group a process is in: that of the first rule that takes it, else that of the parent it was born of if its
 * children follow, else the one that the grouping names.
 * <p>
 * Rules are asked when a process appears, when what is known of it has changed, and when there are new rules; never
 * otherwise. Parents are decided before their children, wherever they stand in the listing. When the rule of a process
 * changes, those that follow it are decided again, without asking rules. A process whose parent has ended, so that it has
 * another one now, keeps its group: who took it in tells nothing.
 * <p>
 * There is room for so many groups. A process that would make one more is put into {@value Group#OTHER}. It stays there until
 * it is decided again for a reason of its own; that groups have been removed meanwhile is none, as that would move growth from
 * one group to another at a time that nobody could explain. Groups that rules expect are made, room or not. Processes that may
 * not make a group yet are put there, too, and decided again when they may.
 */
final class Assignments {

    private static final Logger LOG = Logger.getLogger(Assignments.class);

    private final SnapshotBuffer snapshot;
    private final ProcessView view;
    private final GroupNaming naming;
    private final ProcessTree tree;
    private final GroupTable table;
    private final List<Measure> counters;
    private final int maxGroups;
    private final Admission admission;
    private final Map<String, Group> groups = new HashMap<>();
    private final List<TrackedProcess> undecided = new ArrayList<>();
    private final List<TrackedProcess> lineage = new ArrayList<>();

    private RuleSet rules = RuleSet.NONE;
    private int rulesVersion;
    private boolean rulesAreNew;
    private long nowNanos;
    private long countedSinceNanos;
    private long evaluations;
    private long overflows;

    /**
     * @param counters those that groups have from the beginning where they are expected
     * @param maxGroups how many groups there is room for
     * @param admission which processes may make one
     */
    Assignments(SnapshotBuffer snapshot, ProcessView view, GroupNaming naming, ProcessTree tree, GroupTable table,
            List<Measure> counters, int maxGroups, Admission admission) {
        this.snapshot = snapshot;
        this.view = view;
        this.naming = naming;
        this.tree = tree;
        this.table = table;
        this.counters = List.copyOf(counters);
        this.maxGroups = maxGroups;
        this.admission = admission;
    }

    /** Rules that count from the next collection on. */
    void useRules(RuleSet rules) {
        this.rules = rules;
        rulesVersion++;
        rulesAreNew = true;
    }

    /** Has all processes decided in the next collection, as if there were new rules. */
    void decideAllAnew() {
        undecided.clear();
        lineage.clear();
        rulesAreNew = true;
    }

    /** Whether this collection is the first with its rules, so that all processes have to be decided. */
    boolean rulesAreNew() {
        return rulesAreNew;
    }

    void beginCollection(long nowNanos, long countedSinceNanos) {
        this.nowNanos = nowNanos;
        this.countedSinceNanos = countedSinceNanos;
        if (rulesAreNew) {
            expectGroups();
        }
    }

    private void expectGroups() {
        for (int i = 0; i < table.size(); i++) {
            table.group(i).expect(0);
            table.group(i).wantThreads(false);
        }
        for (RuleSet.ExpectedGroup expected : rules.expectedGroups()) {
            String name = LabelText.of(expected.name());
            Group group = groups.get(name);
            if (group == null) {
                group = add(new GroupLabels(name, name, LabelText.of(expected.user()), rules.labelsOf(name)));
            }
            group.expect(expected.processes());
            label(group, rules.labelsOf(name));
            for (Measure counter : counters) {
                group.addGrowth(counter, 0);
            }
        }
    }

    /** Has a process decided in this collection, as it is new, or what is known of it is. */
    void undecided(TrackedProcess process, int row) {
        if (process.decideAnew(row)) {
            undecided.add(process);
        }
    }

    /** Decides what has to be decided; the row of each known process has to be told to it before. */
    void decide(TrackedProcess[] processes, int rows) {
        boolean followersMayChange = false;
        for (int i = 0; i < undecided.size(); i++) {
            followersMayChange |= match(undecided.get(i));
        }
        if (followersMayChange) {
            for (int row = 0; row < rows; row++) {
                if (processes[row].match() == null && processes[row].decideAnew(row)) {
                    undecided.add(processes[row]);
                }
            }
        }
        for (int i = 0; i < undecided.size(); i++) {
            decide(undecided.get(i));
        }
        undecided.clear();
        rulesAreNew = false;
    }

    /** Asks the rules; returns whether a process that others may follow has another rule now. */
    private boolean match(TrackedProcess process) {
        boolean filtered = snapshot.isExcluded(process.row());
        RuleMatch match = null;
        if (!filtered && !rules.rules().isEmpty()) {
            evaluations++;
            match = rules.match(view.wrap(process.row()));
        }
        process.match(match);
        process.factsChanged();
        Assignment before = process.assignment();
        if (before == Assignment.UNDECIDED) {
            return false;
        }
        Rule ruleBefore = before.reason() == Reason.RULE ? before.rule() : null;
        String nameBefore = before.group() == null ? "" : before.group().labels().groupName();
        return match == null ? ruleBefore != null : ruleBefore != match.rule() || !nameBefore.equals(nameOf(match, process));
    }

    /** Decides a process and, before it, those of its ancestors that have to be; no recursion, as trees may be deep. */
    private void decide(TrackedProcess process) {
        TrackedProcess next = process;
        while (next != null && next.isUndecided()) {
            next.decided();
            lineage.add(next);
            next = tree.parentOf(next);
        }
        for (int i = lineage.size() - 1; i >= 0; i--) {
            TrackedProcess one = lineage.get(i);
            one.assign(assignment(one), snapshot.description(one.row()));
        }
        lineage.clear();
    }

    private Assignment assignment(TrackedProcess process) {
        boolean awaitsAdmission = process.awaitsAdmission();
        process.awaitAdmission(false);
        RuleMatch match = process.match();
        if (match != null) {
            return new Assignment(group(nameOf(match, process), match.rule(), process), match.rule(), Reason.RULE);
        }
        if (snapshot.isExcluded(process.row())) {
            return new Assignment(null, null, Reason.FILTERED);
        }
        Assignment before = process.assignment();
        Group groupBefore = before.group();
        if (process.hasOtherParent() && before.follows() && groupBefore != null) {
            Rule rule = current(before.rule());
            if (rule != null) {
                if (rule == before.rule()) {
                    return before;
                }
                Group group = groupBefore.takesOthers() ? groupBefore
                        : ownGroup(groupBefore.labels().groupName(), rule, process.row());
                return new Assignment(group, rule, Reason.PARENT);
            }
        }
        Assignment followed = process.hasOtherParent() ? null : followed(process);
        if (followed != null) {
            boolean same = before.follows() && before.group() == followed.group() && before.rule() == followed.rule();
            return same ? before : new Assignment(followed.group(), followed.rule(), Reason.PARENT);
        }
        boolean groupedBefore = before.reason() == Reason.GROUPING && !process.haveFactsChanged();
        if (groupedBefore) {
            process.awaitAdmission(awaitsAdmission);
            return before;
        }
        return grouped(process);
    }

    /** What an old rule has become in the rules that count now; null if it is gone. */
    private @Nullable Rule current(@Nullable Rule old) {
        for (Rule rule : rules.rules()) {
            if (rule == old || old != null && rule.trackChildren() && rule.name().equals(old.name())) {
                return rule;
            }
        }
        return null;
    }

    /** What the process follows: its parent's, or that of the next ancestor that the filter has not hidden. */
    private @Nullable Assignment followed(TrackedProcess process) {
        TrackedProcess ancestor = tree.parentOf(process);
        for (int up = 0; ancestor != null && up < ProcessTree.MAX_ANCESTORS; up++) {
            Assignment theirs = ancestor.assignment();
            Rule rule = theirs.rule();
            if (rule != null) {
                return rule.trackChildren() ? theirs : null;
            }
            if (theirs.reason() != Reason.FILTERED) {
                return null;
            }
            ancestor = tree.parentOf(ancestor);
        }
        return null;
    }

    private Assignment grouped(TrackedProcess process) {
        String name = rules.rulesOnly() ? null : naming.groupName(view.wrap(process.row()));
        return name == null ? new Assignment(null, null, Reason.LEFT_OUT)
                : new Assignment(group(name, null, process), null, Reason.GROUPING);
    }

    private String nameOf(RuleMatch match, TrackedProcess process) {
        return GroupNaming.usable(match.groupName(), snapshot.name(process.row()));
    }

    private Group group(String name, @Nullable Rule rule, TrackedProcess process) {
        if (!groups.containsKey(name)) {
            if (!admission.admits(snapshot, process.row())) {
                process.awaitAdmission(true);
                return other();
            }
            if (!hasRoom()) {
                countOverflow();
                return other();
            }
        }
        return ownGroup(name, rule, process.row());
    }

    /** Whether a process that waits for it may make a group now. */
    boolean isAdmittedNow(TrackedProcess process, int row) {
        return process.awaitsAdmission() && admission.admits(snapshot, row);
    }

    private boolean hasRoom() {
        return groups.size() - (groups.containsKey(Group.OTHER) ? 1 : 0) < maxGroups;
    }

    private void countOverflow() {
        if (overflows++ == 0) {
            LOG.warnf("there are %d groups, and more are not shown (max-groups): processes that would be in further ones are"
                    + " counted together, in the group \"%s\"", maxGroups, Group.OTHER);
        }
    }

    /** The group for those that have none of their own. One that somebody has given this name is as good as its own. */
    private Group other() {
        Group group = groups.get(Group.OTHER);
        if (group == null) {
            group = add(new GroupLabels(Group.OTHER, Group.OTHER, "", rules.labelsOf(Group.OTHER)));
        } else if (group.rulesVersion() != rulesVersion) {
            label(group, rules.labelsOf(Group.OTHER));
        }
        group.takeOthers();
        return group;
    }

    private Group ownGroup(String name, @Nullable Rule rule, int row) {
        Map<String, String> labels = rules.labelsOf(name);
        if (labels.isEmpty() && rule != null) {
            labels = rule.labels();
        }
        Group group = groups.get(name);
        if (group == null) {
            group = add(new GroupLabels(name, LabelText.of(snapshot.name(row)),
                    LabelText.of(snapshot.user(row)), labels));
        } else if (group.rulesVersion() != rulesVersion) {
            label(group, labels);
        }
        if (rule != null && rule.threads()) {
            group.wantThreads(true);
        }
        return group;
    }

    private Group add(GroupLabels labels) {
        Group group = new Group(labels, nowNanos, countedSinceNanos);
        group.rulesVersion(rulesVersion);
        groups.put(labels.groupName(), group);
        table.add(group);
        return group;
    }

    /** Gives a group the labels of new rules, and leaves what it counts. */
    private void label(Group group, Map<String, String> labels) {
        group.rulesVersion(rulesVersion);
        if (!group.labels().extra().equals(labels)) {
            group.relabel(group.labels().withExtra(labels));
        }
    }

    void removed(Group group) {
        groups.remove(group.labels().groupName());
    }

    /** How often a process was put into {@value Group#OTHER} for lack of room. */
    long overflows() {
        return overflows;
    }

    /** How often rules were asked about a process. */
    long evaluations() {
        return evaluations;
    }
}
