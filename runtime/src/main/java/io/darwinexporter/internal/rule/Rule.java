package io.darwinexporter.internal.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessFact;

/** Names the group of the processes that all of its selectors take. Unchangeable. */
public final class Rule {

    private final String place;
    private final List<Selector> selectors;
    private final NameTemplate name;
    private final Map<String, String> labels;
    private final int expected;
    private final boolean trackChildren;
    private final boolean threads;

    /**
     * @param selectors at least one; in the order in which they are asked
     * @param name makes the group's name
     */
    Rule(String place, List<Selector> selectors, NameTemplate name, Map<String, String> labels, int expected,
            boolean trackChildren, boolean threads) {
        if (selectors.isEmpty()) {
            throw new IllegalArgumentException(place + " selects nothing");
        }
        this.place = place;
        this.selectors = List.copyOf(selectors);
        this.name = name;
        this.labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        this.expected = expected;
        this.trackChildren = trackChildren;
        this.threads = threads;
    }

    /** Where it is written, for people. */
    public String place() {
        return place;
    }

    /** The template of the group's name, as it was written. */
    public String name() {
        return name.text();
    }

    /** The group's name where that is the same for all processes; null if it depends on the process. */
    public @Nullable String constantName() {
        return name.constant();
    }

    /** The labels that the group has beside the usual ones, in the order of their names. */
    public Map<String, String> labels() {
        return labels;
    }

    /** How many processes the group should have; 0 if nobody said so. */
    public int expected() {
        return expected;
    }

    /** Whether children of its processes that no rule takes follow them. */
    public boolean trackChildren() {
        return trackChildren;
    }

    /** Whether the threads of its processes are told one name at a time. */
    public boolean threads() {
        return threads;
    }

    /** What it has to know of a process, of what costs something. */
    Set<ProcessFact> usedFacts() {
        Set<ProcessFact> used = EnumSet.noneOf(ProcessFact.class);
        used.addAll(name.usedFacts());
        for (Selector selector : selectors) {
            used.addAll(selector.usedFacts());
        }
        return used;
    }

    /** The user of the group's processes where its selectors leave but one; otherwise empty. */
    String onlyUser() {
        for (Selector selector : selectors) {
            if (selector.key().equals(Selectors.USER) && selector.wanted().size() == 1) {
                return selector.wanted().get(0);
            }
        }
        return "";
    }

    /** The group's name; null if a selector does not take the process. */
    @Nullable
    String groupName(Subject subject) {
        Captures captures = new Captures();
        for (Selector selector : selectors) {
            if (!selector.takes(subject, captures)) {
                return null;
            }
        }
        return name.render(subject, captures);
    }

    /** As {@link #groupName}, but asks every selector and tells what it said. */
    RuleVerdict explain(Subject subject) {
        Captures captures = new Captures();
        List<RuleVerdict.Reason> reasons = new ArrayList<>();
        boolean matched = true;
        for (Selector selector : selectors) {
            boolean takes = selector.takes(subject, captures);
            matched &= takes;
            reasons.add(new RuleVerdict.Reason(selector.key(), selector.wanted(), selector.found(subject), takes));
        }
        return new RuleVerdict(this, matched, matched ? name.render(subject, captures) : "", reasons, captures.all());
    }
}
