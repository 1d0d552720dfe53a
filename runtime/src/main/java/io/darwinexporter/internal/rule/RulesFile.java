package io.darwinexporter.internal.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

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
public final class RulesFile {

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
    private static final int LARGEST_FILE = 1 << 20;

    private final String file;
    private final List<RuleDefinition> definitions = new ArrayList<>();
    private final List<RuleProblem> problems = new ArrayList<>();
    private @Nullable Written rulesOnly;
    private @Nullable Written trackChildren;
    private boolean ofProcessExporter;

    private RulesFile(String file) {
        this.file = file;
    }

    private static Set<String> ruleKeys() {
        Set<String> keys = new java.util.LinkedHashSet<>();
        keys.add(NAME);
        keys.addAll(RuleDefinition.SELECTOR_KEYS);
        keys.addAll(List.of(LABELS, EXPECTED, TRACK_CHILDREN, THREADS));
        return keys;
    }

    /** Reads a file. What is wrong with it is among the {@link #problems()}. */
    public static RulesFile read(Path path) {
        RulesFile read = new RulesFile(path.toString());
        String text = read.text(path);
        if (text != null) {
            read.parse(text);
        }
        return read;
    }

    private @Nullable String text(Path path) {
        String problem;
        try {
            if (Files.isRegularFile(path) && Files.size(path) > LARGEST_FILE) {
                problem = "larger than 1 MiB";
            } else if (Files.isDirectory(path)) {
                problem = "a folder";
            } else {
                return UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(path))).toString();
            }
        } catch (NoSuchFileException e) {
            problem = "not there";
        } catch (AccessDeniedException e) {
            problem = "no permission to read it";
        } catch (CharacterCodingException e) {
            problem = "not UTF-8";
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        problems.add(new RuleProblem("rules file", path.toString(), "a readable YAML file in UTF-8 (" + problem + ")"));
        return null;
    }

    /** The rules as they are written; those that are not even of the right form are left out. */
    public List<RuleDefinition> definitions() {
        return List.copyOf(definitions);
    }

    public List<RuleProblem> problems() {
        return List.copyOf(problems);
    }

    /** Whether processes that no rule takes are left out: what the file says, or the custom of its kind. */
    public boolean rulesOnly() {
        Written written = rulesOnly;
        return written == null ? ofProcessExporter : Boolean.parseBoolean(written.text());
    }

    /** Whether children follow their parents where rules do not say it. */
    public boolean trackChildren(boolean otherwise) {
        Written written = trackChildren;
        return written == null ? otherwise : Boolean.parseBoolean(written.text());
    }

    private void parse(String text) {
        Node root;
        try {
            LoaderOptions options = new LoaderOptions();
            // Nodes only: what makes objects of them would need reflection.
            root = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            problems.add(new RuleProblem(place(e.getProblemMark(), ""), String.valueOf(e.getProblem()), "YAML"));
            return;
        } catch (YAMLException e) {
            problems.add(new RuleProblem(file, String.valueOf(e.getMessage()), "YAML"));
            return;
        }
        if (!(root instanceof MappingNode top)) {
            problems.add(new RuleProblem(file, "", "a mapping with " + RULES + " or " + PROCESS_NAMES));
            return;
        }
        Map<String, Node> entries = entries(top, "", Set.copyOf(TOP_KEYS), String.join(", ", TOP_KEYS));
        rulesOnly = onOrOff(entries.get(RULES_ONLY), RULES_ONLY);
        trackChildren = onOrOff(entries.get(TRACK_CHILDREN), TRACK_CHILDREN);
        ofProcessExporter = entries.containsKey(PROCESS_NAMES);
        if (entries.containsKey(RULES) == ofProcessExporter) {
            problems.add(new RuleProblem(file, ofProcessExporter ? RULES + ", " + PROCESS_NAMES : "",
                    "either " + RULES + " or " + PROCESS_NAMES));
            return;
        }
        String key = ofProcessExporter ? PROCESS_NAMES : RULES;
        if (!(entries.get(key) instanceof SequenceNode rules)) {
            problems.add(new RuleProblem(place(entries.get(key), key), text(entries.get(key)), "a list of rules"));
            return;
        }
        for (int i = 0; i < rules.getValue().size(); i++) {
            rule(rules.getValue().get(i), key + "[" + i + "]");
        }
    }

    private void rule(Node node, String path) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(
                    new RuleProblem(place(node, path), text(node), "a rule: a mapping with name, comm, exe, cmdline, ..."));
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
            definitions.add(new RuleDefinition(place(node, path), ofProcessExporter, name, selectors, labels, expected, follows,
                    threads));
        }
    }

    private Map<String, Node> entries(MappingNode mapping, String prefix, Set<String> known, String accepted) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (!known.contains(key)) {
                problems.add(new RuleProblem(place(tuple.getKeyNode(), prefix + key), key, "one of " + accepted));
            } else if (!seen.add(key)) {
                problems.add(new RuleProblem(place(tuple.getKeyNode(), prefix + key), key, "each key once"));
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
            texts.add(new Written(scalar.getValue(), place(node, path)));
        } else {
            problems.add(new RuleProblem(place(node, path), text(node), "a list of texts that is not empty"));
        }
        return texts;
    }

    private Map<String, Written> labels(@Nullable Node node, String path) {
        if (node == null) {
            return Map.of();
        }
        Map<String, Written> labels = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.add(new RuleProblem(place(node, path), text(node), "a mapping of label names to values"));
            return labels;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = text(tuple.getKeyNode());
            Written value = scalar(tuple.getValueNode(), path + "." + name, "a text");
            if (value != null && labels.put(name, value) != null) {
                problems.add(new RuleProblem(value.place(), name, "each label once"));
            }
        }
        return labels;
    }

    private @Nullable Written onOrOff(@Nullable Node node, String key) {
        Written written = scalar(node, key, "true or false");
        if (written != null && !written.text().equals("true") && !written.text().equals("false")) {
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
            return new Written(scalar.getValue(), place(node, path));
        }
        problems.add(new RuleProblem(place(node, path), text(node), accepted));
        return null;
    }

    private static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : node instanceof MappingNode ? "{...}" : "[...]";
    }

    private String place(@Nullable Node node, String path) {
        return place(node == null ? null : node.getStartMark(), path);
    }

    private String place(@Nullable Mark mark, String path) {
        String where = mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        return path.isEmpty() ? where : where + " " + path;
    }
}
