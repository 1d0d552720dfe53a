package io.darwinexporter.internal.rule;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the named groups of a rule's regular expressions have found. */
final class Captures {

    private final Map<String, String> values = new LinkedHashMap<>();

    void put(String name, String value) {
        values.put(name, value);
    }

    /** What was found, empty if that part of the expression took no part. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    Map<String, String> all() {
        return values;
    }
}
