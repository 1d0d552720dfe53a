package io.darwinexporter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What tests of <code>packaging/</code> share: where its files are, and what they say.
 */
final class Packaging {

    private static final Path FOLDER = Path.of("..", "packaging").toAbsolutePath().normalize();

    private Packaging() {
    }

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** All that are shell scripts by their first line. */
    static List<Path> shellScripts() throws IOException {
        List<Path> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.readString(file).startsWith("#!/bin/sh\n")) {
                    scripts.add(file);
                }
            }
        }
        return scripts;
    }

    /** The file of that ending in <code>target</code> that the profile <code>release</code> of the build makes. */
    static Path released(String ending) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow().toAbsolutePath();
        }
    }

    /**
     * The settings of a unit of systemd with its drop-ins. A key that is there again adds to the value before, and an empty
     * value takes away what there is.
     */
    static Map<String, String> unit(Path... files) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (line.startsWith("#") || equals < 0) {
                    continue;
                }
                String key = line.substring(0, equals);
                String value = line.substring(equals + 1);
                String before = settings.getOrDefault(key, "");
                settings.put(key, before.isEmpty() || value.isEmpty() ? value : before + " " + value);
            }
        }
        return settings;
    }

    /** A command that makes a process what a unit makes its service: its capabilities, and no way to others. */
    static List<String> asServiceOf(Map<String, String> unit, String user) {
        return List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups",
                "--bounding-set", capabilities(unit.get("CapabilityBoundingSet")),
                "--inh-caps", capabilities(unit.get("AmbientCapabilities")),
                "--ambient-caps", capabilities(unit.get("AmbientCapabilities")), "--no-new-privs");
    }

    /** As setpriv wants them: none but these. */
    private static String capabilities(String names) {
        StringBuilder list = new StringBuilder("-all");
        for (String name : names.toLowerCase(Locale.ROOT).split(" ")) {
            if (!name.isEmpty()) {
                list.append(",+").append(name.substring("cap_".length()));
            }
        }
        return list.toString();
    }
}
