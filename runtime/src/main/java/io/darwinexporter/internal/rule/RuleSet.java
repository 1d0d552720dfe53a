package io.darwinexporter.internal.rule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.ProcessFacts;

/** Rules in order: the first that takes a process names its group. Unchangeable. */
public final class RuleSet {

    /** No rules: all processes are grouped otherwise. */
    public static final RuleSet NONE = new RuleSet(List.of(), false);

    private final List<Rule> rules;
    private final boolean rulesOnly;
    private final Map<String, Rule> byConstantName = new HashMap<>();
    private final List<ExpectedGroup> expectedGroups;

    /**
     * A group that is there from the beginning.
     *
     * @param user the user of its processes, empty where there may be several
     */
    public record ExpectedGroup(String name, String user, int processes) {
    }

    /** @param rulesOnly whether processes that no rule takes, and that follow no parent, are left out */
    public RuleSet(List<Rule> rules, boolean rulesOnly) {
        this.rules = List.copyOf(rules);
        this.rulesOnly = rulesOnly;
        Map<String, ExpectedGroup> expected = new LinkedHashMap<>();
        for (Rule rule : rules) {
            String name = rule.constantName();
            if (name != null) {
                byConstantName.putIfAbsent(name, rule);
                if (rule.expected() > 0) {
                    expected.putIfAbsent(name, new ExpectedGroup(name, rule.onlyUser(), rule.expected()));
                }
            }
        }
        this.expectedGroups = List.copyOf(expected.values());
    }

    public List<Rule> rules() {
        return rules;
    }

    public boolean rulesOnly() {
        return rulesOnly;
    }

    /** The groups that rules expect processes in. */
    public List<ExpectedGroup> expectedGroups() {
        return expectedGroups;
    }

    /** The labels that a group of this name has whoever makes it; empty if no rule names it without variables. */
    public Map<String, String> labelsOf(String groupName) {
        Rule rule = byConstantName.get(groupName);
        return rule == null ? Map.of() : rule.labels();
    }

    /** What has to be known of processes, of what costs something. */
    public Set<ProcessFact> usedFacts() {
        Set<ProcessFact> used = EnumSet.noneOf(ProcessFact.class);
        for (Rule rule : rules) {
            used.addAll(rule.usedFacts());
        }
        return used;
    }

    /** The first rule that takes a process; null if none does. */
    public @Nullable RuleMatch match(ProcessFacts process) {
        Subject subject = new Subject(process);
        for (Rule rule : rules) {
            String name = rule.groupName(subject);
            if (name != null) {
                return new RuleMatch(rule, name);
            }
        }
        return null;
    }

    /** What each rule says of a process, in order; the first that matched counts. */
    public List<RuleVerdict> explain(ProcessFacts process) {
        Subject subject = new Subject(process);
        List<RuleVerdict> verdicts = new ArrayList<>();
        for (Rule rule : rules) {
            verdicts.add(rule.explain(subject));
        }
        return List.copyOf(verdicts);
    }
}
