package io.darwinexporter.app.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import io.darwinexporter.internal.yaml.YamlFile;
import io.darwinexporter.runtime.SettingProblem;

/**
 * A mapping of a YAML file. Each entry is taken by its key; what nobody has taken in the end is a problem.
 */
final class YamlSection {

    private final YamlFile file;
    private final String path;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();
    private final List<String> problems;

    private YamlSection(YamlFile file, String path, List<String> problems) {
        this.file = file;
        this.path = path;
        this.problems = problems;
    }

    /** A text of the file, and where it stands. */
    record Entry(String text, String place) {
    }

    /** @param path the key of this mapping, empty for the whole file */
    static YamlSection of(YamlFile file, String path, MappingNode mapping, List<String> problems) {
        YamlSection section = new YamlSection(file, path, problems);
        for (NodeTuple entry : mapping.getValue()) {
            String key = YamlFile.written(entry.getKeyNode());
            if (section.entries.putIfAbsent(key, entry) != null) {
                section.refuse(section.place(entry.getKeyNode(), key), key, "each key once");
            }
        }
        return section;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The place of the section itself. */
    String place() {
        return file.place(null, path);
    }

    /** The mapping below a key; null if it is not there, is empty, or is none. */
    @Nullable
    YamlSection section(String key) {
        Node value = take(key);
        if (value instanceof MappingNode mapping) {
            return of(file, inner(key), mapping, problems);
        }
        if (value != null) {
            refuse(place(value, key), YamlFile.written(value), "a mapping");
        }
        return null;
    }

    /** The text below a key; null if it is not there or is none. */
    @Nullable
    Entry text(String key, String accepted) {
        Node value = take(key);
        return value == null ? null : entry(value, key, accepted);
    }

    /** The texts of the list below a key; empty if it is not there. */
    List<Entry> texts(String key, String accepted) {
        List<Entry> texts = new ArrayList<>();
        Node value = take(key);
        if (value instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                Entry entry = entry(item, key, accepted);
                if (entry != null) {
                    texts.add(entry);
                }
            }
        } else if (value != null) {
            refuse(place(value, key), YamlFile.written(value), "a list");
        }
        return texts;
    }

    /** All that is left, each key with its text. */
    Map<String, Entry> rest(String accepted) {
        Map<String, Entry> rest = new LinkedHashMap<>();
        entries.forEach((key, tuple) -> {
            Entry entry = entry(tuple.getValueNode(), key, accepted);
            if (entry != null) {
                rest.put(key, entry);
            }
        });
        return rest;
    }

    /** A key that the format has and this program does not. */
    void refuseUnsupported(String key, String insteadOfIt) {
        NodeTuple tuple = entries.remove(key);
        if (tuple != null) {
            problems.add(place(tuple.getKeyNode(), key) + ": not supported by this exporter, " + insteadOfIt);
        }
    }

    void refuseUnknown() {
        entries.forEach((key, tuple) -> refuse(place(tuple.getKeyNode(), key), key, "one of " + String.join(", ", known)));
    }

    void refuse(String place, String given, String accepted) {
        problems.add(new SettingProblem(place, given, accepted).toString());
    }

    /** The value of an entry; an empty one is as good as none. */
    private @Nullable Node take(String key) {
        known.add(key);
        NodeTuple tuple = entries.remove(key);
        if (tuple == null || tuple.getValueNode().getTag().equals(Tag.NULL)) {
            return null;
        }
        return tuple.getValueNode();
    }

    private @Nullable Entry entry(Node value, String key, String accepted) {
        if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return new Entry(scalar.getValue(), place(value, key));
        }
        refuse(place(value, key), YamlFile.written(value), accepted);
        return null;
    }

    private String inner(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String place(Node node, String key) {
        return file.place(node, inner(key));
    }
}
