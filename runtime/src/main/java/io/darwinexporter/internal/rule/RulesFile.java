package io.darwinexporter.internal.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import io.darwinexporter.internal.yaml.YamlFile;
import io.darwinexporter.internal.yaml.YamlProblem;

/**
 * Rules in a YAML file: ours under {@code rules}, or those of process-exporter as they are under {@code process_names}.
 *
 * <pre>
 * rules:
 *   - name: "${exe}:${port}"
 *     comm: [java]
 *     cmdline: ["-Dhttp.port=(?P&lt;port&gt;\\d+)"]
 *     labels: {team: web}
 * rules_only: true
 * </pre>
 *
 * Both kinds may have all keys. Under {@code process_names}, {@code exe} is about {@code argv[0]}, the name is
 * <code>{{.ExeBase}}</code> unless it is given, and processes that no rule takes are left out unless {@code rules_only} is
 * false: so it is there.
 */
final class RulesFile {

    private static final String RULES = "rules";
    private static final String PROCESS_NAMES = "process_names";
    private static final String RULES_ONLY = "rules_only";
    private static final String TRACK_CHILDREN = "track_children";
    private static final List<String> TOP_KEYS = List.of(RULES, PROCESS_NAMES, RULES_ONLY, TRACK_CHILDREN);
    private static final String NAME = "name";
    private static final String LABELS = "labels";
    private static final String EXPECTED = "expected";
    private static final String THREADS = "threads";
    private static final Set<String> RULE_KEYS = ruleKeys();

    private final YamlFile file;
    private final List<RuleDefinition> definitions = new ArrayList<>();
    private final List<RuleProblem> problems = new ArrayList<>();
    private @Nullable Written rulesOnly;
    private @Nullable Written trackChildren;
    private boolean ofProcessExporter;

    private RulesFile(YamlFile file) {
        this.file = file;
    }

    private static Set<String> ruleKeys() {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(NAME);
        keys.addAll(RuleDefinition.SELECTOR_KEYS);
        keys.addAll(List.of(LABELS, EXPECTED, TRACK_CHILDREN, THREADS));
        return keys;
    }

    /**
     * Reads a file. What is wrong with it is among the {@link #problems()}.
     *
     * @param path its path, and where that was written
     */
    static RulesFile read(Written path) {
        RulesFile read = new RulesFile(YamlFile.read(path.text()));
        read.read(path.place());
        return read;
    }

    /** The rules as they are written; those that are not even of the right form are left out. */
    List<RuleDefinition> definitions() {
        return List.copyOf(definitions);
    }

    List<RuleProblem> problems() {
        return List.copyOf(problems);
    }

    /** Whether processes that no rule takes are left out: what the file says, or the custom of its kind. */
    boolean rulesOnly() {
        Written written = rulesOnly;
        return written == null ? ofProcessExporter : written.isTrue();
    }

    /** Whether children follow their parents where rules do not say it. */
    boolean trackChildren(boolean otherwise) {
        Written written = trackChildren;
        return written == null ? otherwise : written.isTrue();
    }

    private void read(String placeOfName) {
        YamlProblem unreadable = file.problem();
        if (unreadable != null) {
            String place = unreadable.place();
            problems.add(new RuleProblem(place == null ? placeOfName : place, unreadable.value(), unreadable.accepted()));
            return;
        }
        if (!(file.root() instanceof MappingNode top)) {
            problems.add(new RuleProblem(file.place(null, ""), "", "a mapping with " + RULES + " or " + PROCESS_NAMES));
            return;
        }
        Map<String, Node> entries = entries(top, "", Set.copyOf(TOP_KEYS), String.join(", ", TOP_KEYS));
        rulesOnly = onOrOff(entries.get(RULES_ONLY), RULES_ONLY);
        trackChildren = onOrOff(entries.get(TRACK_CHILDREN), TRACK_CHILDREN);
        ofProcessExporter = entries.containsKey(PROCESS_NAMES);
        if (entries.containsKey(RULES) == ofProcessExporter) {
            problems.add(new RuleProblem(file.place(null, ""), ofProcessExporter ? RULES + ", " + PROCESS_NAMES : "",
                    "either " + RULES + " or " + PROCESS_NAMES));
            return;
        }
        String key = ofProcessExporter ? PROCESS_NAMES : RULES;
        if (!(entries.get(key) instanceof SequenceNode rules)) {
            problems.add(
                    new RuleProblem(file.place(entries.get(key), key), YamlFile.written(entries.get(key)), "a list of rules"));
            return;
        }
        for (int i = 0; i < rules.getValue().size(); i++) {
            rule(rules.getValue().get(i), key + "[" + i + "]");
        }
    }

    private void rule(Node node, String path) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(
                    new RuleProblem(file.place(node, path), YamlFile.written(node),
                            "a rule: a mapping with name, comm, exe, cmdline, ..."));
            return;
        }
        int problemsBefore = problems.size();
        Map<String, Node> entries = entries(mapping, path + ".", RULE_KEYS, String.join(", ", RULE_KEYS));
        Map<String, List<Written>> selectors = new LinkedHashMap<>();
        for (String key : RuleDefinition.SELECTOR_KEYS) {
            Node value = entries.get(key);
            if (value != null) {
                selectors.put(key, list(value, path + "." + key));
            }
        }
        Written name = scalar(entries.get(NAME), path + "." + NAME, "a name template");
        Map<String, Written> labels = labels(entries.get(LABELS), path + "." + LABELS);
        Written expected = scalar(entries.get(EXPECTED), path + "." + EXPECTED, "a whole number");
        Written follows = scalar(entries.get(TRACK_CHILDREN), path + "." + TRACK_CHILDREN, "true or false");
        Written threads = scalar(entries.get(THREADS), path + "." + THREADS, "true or false");
        if (problems.size() == problemsBefore || !selectors.isEmpty()) {
            definitions.add(
                    new RuleDefinition(file.place(node, path), ofProcessExporter, name, selectors, labels, expected, follows,
                            threads));
        }
    }

    private Map<String, Node> entries(MappingNode mapping, String prefix, Set<String> known, String accepted) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = YamlFile.written(tuple.getKeyNode());
            if (!known.contains(key)) {
                problems.add(new RuleProblem(file.place(tuple.getKeyNode(), prefix + key), key, "one of " + accepted));
            } else if (!seen.add(key)) {
                problems.add(new RuleProblem(file.place(tuple.getKeyNode(), prefix + key), key, "each key once"));
            } else {
                entries.put(key, tuple.getValueNode());
            }
        }
        return entries;
    }

    /** A list of texts, or a single one. */
    private List<Written> list(Node node, String path) {
        List<Written> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                Written written = scalar(sequence.getValue().get(i), path + "[" + i + "]", "a text");
                if (written != null) {
                    texts.add(written);
                }
            }
        } else if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            texts.add(new Written(scalar.getValue(), file.place(node, path)));
        } else {
            problems.add(new RuleProblem(file.place(node, path), YamlFile.written(node), "a list of texts that is not empty"));
        }
        return texts;
    }

    private Map<String, Written> labels(@Nullable Node node, String path) {
        if (node == null) {
            return Map.of();
        }
        Map<String, Written> labels = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.add(new RuleProblem(file.place(node, path), YamlFile.written(node), "a mapping of label names to values"));
            return labels;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = YamlFile.written(tuple.getKeyNode());
            Written value = scalar(tuple.getValueNode(), path + "." + name, "a text");
            if (value != null && labels.put(name, value) != null) {
                problems.add(new RuleProblem(value.place(), name, "each label once"));
            }
        }
        return labels;
    }

    private @Nullable Written onOrOff(@Nullable Node node, String key) {
        Written written = scalar(node, key, "true or false");
        if (written != null && !written.isTrueOrFalse()) {
            problems.add(new RuleProblem(written.place(), written.text(), "true or false"));
            return null;
        }
        return written;
    }

    private @Nullable Written scalar(@Nullable Node node, String path, String accepted) {
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return new Written(scalar.getValue(), file.place(node, path));
        }
        problems.add(new RuleProblem(file.place(node, path), YamlFile.written(node), accepted));
        return null;
    }
}
