package io.darwinexporter.internal.explain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.darwinexporter.internal.explain.Explanation.Ancestor;
import io.darwinexporter.internal.explain.Explanation.Fact;
import io.darwinexporter.internal.explain.Explanation.Reading;
import io.darwinexporter.internal.explain.Explanation.Subject;
import io.darwinexporter.internal.explain.Explanation.Unread;
import io.darwinexporter.internal.filter.NameDecision;
import io.darwinexporter.internal.rule.RuleVerdict;

/**
 * An explanation for a terminal:
 *
 * <pre>
 * process 4711, "postgres" of postgres
 *   group          postgres
 *   because        grouped by name
 *   by its name    shown: there are no patterns
 *   ...
 * </pre>
 *
 * Whatever processes call themselves, a line stays a line: control characters become {@code ?}.
 */
public final class ExplanationText {

    private static final int NAME_WIDTH = 24;

    private final StringBuilder text = new StringBuilder(2048);

    private ExplanationText() {
    }

    /** Several lines, the last of them ended, too. */
    public static String of(Explanation explanation) {
        return new ExplanationText().write(explanation);
    }

    private String write(Explanation explanation) {
        Subject subject = explanation.subject();
        text.append("process ").append(subject.pid()).append(", \"").append(printable(subject.name())).append("\" of ")
                .append(printable(subject.user())).append('\n');
        String group = explanation.placement().group();
        line("group", group == null ? "none" : group);
        line("because", explanation.placement().why());
        line("by its name", selection(explanation.selection()));
        line("command name", subject.commandName());
        line("user id", Long.toString(subject.userId()));
        line("state", subject.state());
        line("started", subject.startTime().toString());
        for (Fact fact : explanation.facts()) {
            fact(fact);
        }
        ancestors(explanation.ancestors());
        rules(explanation.rules());
        readings(explanation.readings());
        unread(explanation.unread());
        return text.toString();
    }

    static String selection(NameDecision decision) {
        String pattern = decision.pattern();
        return switch (decision.reason()) {
            case NO_PATTERNS -> "shown: there are no patterns";
            case NOT_EXCLUDED -> "shown: no exclude pattern matches, and there are no include patterns";
            case INCLUDED -> "shown: include pattern \"" + pattern + "\" matches, and no exclude pattern does";
            case EXCLUDED -> "left out: exclude pattern \"" + pattern + "\" matches";
            case NOT_INCLUDED -> "left out: no include pattern matches";
        };
    }

    private void ancestors(List<Ancestor> ancestors) {
        if (ancestors.isEmpty()) {
            line("parent", "none");
        }
        String label = "parent";
        for (Ancestor ancestor : ancestors) {
            line(label, ancestor.pid() + ", " + (ancestor.name() == null ? "not seen"
                    : "\"" + ancestor.name() + "\", "
                            + (ancestor.group() == null ? "in no group" : "in group " + ancestor.group())));
            label = "its parent";
        }
    }

    private void fact(Fact fact) {
        String name = fact.fact().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (fact.failure() != null) {
            line(name, "not read: " + fact.failure().label() + (fact.values().isEmpty() ? "" : "; instead of it:"));
        } else if (!fact.wanted()) {
            line(name, "not read, because the grouping does not look at it");
        } else if (fact.values().isEmpty()) {
            line(name, "none");
        }
        for (String value : fact.values()) {
            line(name, value);
        }
    }

    private void rules(List<RuleVerdict> rules) {
        if (rules.isEmpty()) {
            return;
        }
        heading("Rules, the first that matches counts");
        for (RuleVerdict verdict : rules) {
            line(verdict.matched() ? "matches" : "does not match",
                    verdict.rule().place() + (verdict.matched() ? ", group " + verdict.groupName() : ""));
            for (RuleVerdict.Reason reason : verdict.reasons()) {
                line("  " + reason.key() + (reason.takes() ? " yes" : " no"), "found "
                        + (reason.found().isEmpty() ? "nothing" : reason.found()) + "; wanted "
                        + String.join(" | ", reason.wanted()));
            }
            verdict.captures().forEach((name, value) -> line("  captured " + name, value));
        }
    }

    private void readings(List<Reading> readings) {
        heading("Read");
        if (readings.isEmpty()) {
            line("nothing", "");
        }
        for (Reading reading : readings) {
            line(MeasureText.name(reading.measure()), MeasureText.value(reading.measure(), reading.value()));
        }
    }

    private void unread(List<Unread> all) {
        if (all.isEmpty()) {
            return;
        }
        Map<Unread.Reason, List<String>> names = new EnumMap<>(Unread.Reason.class);
        for (Unread unread : all) {
            names.computeIfAbsent(unread.reason(), reason -> new ArrayList<>()).add(MeasureText.name(unread.measure()));
        }
        heading("Not read");
        names.forEach((reason, measures) -> line(reason.text(), String.join(", ", measures)));
    }

    private void heading(String heading) {
        text.append(' ').append(heading).append(":\n");
    }

    private void line(String name, String value) {
        text.append("  ").append(name);
        for (int width = name.length(); width < NAME_WIDTH; width++) {
            text.append(' ');
        }
        text.append(' ').append(printable(value));
        int end = text.length();
        while (text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }

    /** Names are chosen by whoever runs a process: without what would move a terminal's cursor. */
    private static String printable(String value) {
        StringBuilder printable = new StringBuilder(value);
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i)) || Character.getType(value.charAt(i)) == Character.FORMAT) {
                printable.setCharAt(i, '?');
            }
        }
        return printable.toString();
    }
}
