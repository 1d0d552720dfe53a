package io.darwinexporter.internal.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.LabelText;

/** Makes rules of what was written, and gathers everything that is wrong with it. */
final class RuleCompiler {

    private static final String DEFAULT_NAME = "${exe}";
    private static final String DEFAULT_NAME_OF_PROCESS_EXPORTER = "{{.ExeBase}}";
    /** Labels that samples have anyway, in one spelling of the metrics or another. */
    private static final Set<String> TAKEN_LABELS = Set.of("groupname", "name", "user", "mode", "state", "threadname",
            "memtype", "ctxswitchtype", "iomode", "process_owner", "cpu_mode", "disk_io_direction", "network_io_direction",
            "process_context_switch_type", "system_paging_fault_type", "pid", "le", "quantile");
    private static final int MOST_EXPECTED = 1_000_000;

    private final List<Rule> rules = new ArrayList<>();
    private final List<RuleProblem> problems = new ArrayList<>();
    private final Map<String, Rule> byConstantName = new LinkedHashMap<>();

    /** The rules that nothing is wrong with, in order. */
    List<Rule> rules() {
        return List.copyOf(rules);
    }

    List<RuleProblem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Checks rules and adds them to the others.
     *
     * @param trackChildren whether children follow where a rule does not say it
     */
    void add(List<RuleDefinition> definitions, boolean trackChildren) {
        for (RuleDefinition definition : definitions) {
            add(definition, trackChildren);
        }
    }

    private void add(RuleDefinition definition, boolean trackChildren) {
        int problemsBefore = problems.size();
        Set<String> captures = new LinkedHashSet<>();
        List<Selector> selectors = selectors(definition, captures);
        if (selectors.isEmpty() && problems.size() == problemsBefore) {
            problems.add(new RuleProblem(definition.place(), definition.name() == null ? "" : definition.name().text(),
                    "at least one of " + String.join(", ", RuleDefinition.SELECTOR_KEYS)));
        }
        NameTemplate name = name(definition, captures);
        Map<String, String> labels = labels(definition.labels());
        int expected = expected(definition.expected(), name);
        boolean follows = isOn(definition.trackChildren(), trackChildren);
        boolean threads = isOn(definition.threads(), false);
        if (problems.size() == problemsBefore && name != null) {
            Rule rule = new Rule(definition.place(), selectors, name, labels, expected, follows, threads);
            if (agrees(rule, definition)) {
                rules.add(rule);
            }
        }
    }

    private List<Selector> selectors(RuleDefinition definition, Set<String> captures) {
        List<Selector> selectors = new ArrayList<>();
        for (String key : RuleDefinition.SELECTOR_KEYS) {
            List<Written> written = definition.selectors().get(key);
            if (written != null) {
                selectors.add(selector(key, written, definition.argumentSelectsExecutable(), captures));
            }
        }
        return selectors;
    }

    private Selector selector(String key, List<Written> written, boolean byArgument, Set<String> captures) {
        return switch (key) {
            case Selectors.COMM -> Selectors.commands(texts(written));
            case Selectors.EXE -> byArgument ? Selectors.firstArguments(texts(written))
                    : Selectors.executables(texts(written));
            case Selectors.USER -> Selectors.users(texts(written));
            case Selectors.UNIT -> Selectors.units(texts(written));
            case Selectors.CONTAINER -> Selectors.containers(texts(written));
            case Selectors.POD -> Selectors.pods(texts(written));
            case Selectors.BUNDLE -> Selectors.bundles(texts(written));
            case Selectors.CGROUP -> Selectors.controlGroups(expressions(written, captures));
            case Selectors.CMDLINE -> Selectors.commandLines(expressions(written, captures));
            default -> throw new IllegalArgumentException(key);
        };
    }

    private List<String> texts(List<Written> written) {
        List<String> texts = new ArrayList<>();
        for (Written one : written) {
            if (one.text().isEmpty()) {
                problems.add(new RuleProblem(one.place(), "", "a name"));
            }
            texts.add(one.text());
        }
        return texts;
    }

    private List<Regex> expressions(List<Written> written, Set<String> captures) {
        List<Regex> expressions = new ArrayList<>();
        for (Written one : written) {
            try {
                Regex expression = new Regex(one.text());
                captures.addAll(expression.names());
                expressions.add(expression);
            } catch (IllegalArgumentException e) {
                problems.add(new RuleProblem(one.place(), one.text(), "a regular expression (" + e.getMessage() + ")"));
            }
        }
        return expressions;
    }

    private @Nullable NameTemplate name(RuleDefinition definition, Set<String> captures) {
        Written written = definition.name();
        if (written == null || written.text().isEmpty()) {
            return NameTemplate.parse(
                    definition.argumentSelectsExecutable() ? DEFAULT_NAME_OF_PROCESS_EXPORTER : DEFAULT_NAME, captures);
        }
        try {
            return NameTemplate.parse(written.text(), captures);
        } catch (IllegalArgumentException e) {
            problems.add(new RuleProblem(written.place(), written.text(), "a name template (" + e.getMessage() + ")"));
            return null;
        }
    }

    private Map<String, String> labels(Map<String, Written> written) {
        Map<String, String> labels = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            if (!isLabelName(name) || TAKEN_LABELS.contains(name)) {
                problems.add(
                        new RuleProblem(value.place(), name, "a label name of letters, digits and _ that does not begin with"
                                + " a digit or __, and is none of the usual labels"));
            } else if (value.text().length() > LabelText.MAX_LENGTH) {
                problems.add(new RuleProblem(value.place(), value.text(), "at most " + LabelText.MAX_LENGTH + " characters"));
            } else if (!value.text().isEmpty()) {
                labels.put(name, value.text());
            }
        });
        return labels;
    }

    private static boolean isLabelName(String name) {
        if (name.isEmpty() || name.startsWith("__") || name.charAt(0) >= '0' && name.charAt(0) <= '9') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && c != '_' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private int expected(@Nullable Written written, @Nullable NameTemplate name) {
        if (written == null) {
            return 0;
        }
        int expected;
        try {
            expected = Integer.parseInt(written.text().trim());
        } catch (NumberFormatException e) {
            expected = -1;
        }
        if (expected < 1 || expected > MOST_EXPECTED) {
            problems.add(new RuleProblem(written.place(), written.text(), "a whole number from 1 to " + MOST_EXPECTED));
        } else if (name != null && name.constant() == null) {
            problems.add(new RuleProblem(written.place(), written.text(),
                    "a rule whose name has no variables: nobody could tell which group to expect"));
        }
        return Math.max(0, expected);
    }

    private boolean isOn(@Nullable Written written, boolean otherwise) {
        if (written == null) {
            return otherwise;
        }
        if (!written.isTrueOrFalse()) {
            problems.add(new RuleProblem(written.place(), written.text(), "true or false"));
        }
        return written.isTrue();
    }

    /** Whether a rule says of its group what others have said of it; several rules may name one group. */
    private boolean agrees(Rule rule, RuleDefinition definition) {
        String name = rule.constantName();
        Rule other = name == null ? null : byConstantName.putIfAbsent(name, rule);
        if (other == null) {
            return true;
        }
        if (!rule.labels().isEmpty() && !other.labels().equals(rule.labels())) {
            problems.add(new RuleProblem(definition.place(), rule.labels().toString(),
                    "the labels that another rule gives to group " + name + ": " + other.labels()));
            return false;
        }
        Written expected = definition.expected();
        if (expected != null && other.expected() != rule.expected()) {
            problems.add(new RuleProblem(expected.place(), expected.text(),
                    "the number only at the first rule of group " + name));
            return false;
        }
        return true;
    }
}
