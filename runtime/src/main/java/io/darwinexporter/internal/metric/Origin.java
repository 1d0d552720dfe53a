package io.darwinexporter.internal.metric;

import org.jspecify.annotations.Nullable;

/**
 * Where the values of a family come from, for the documentation.
 *
 * @param darwin the structure field on macOS; null if macOS has no such thing
 * @param linux the file and field on Linux; null if Linux has no such thing
 * @param groupValue how the values of processes become the value of a group; empty where there is no group
 */
public record Origin(@Nullable String darwin, @Nullable String linux, String groupValue) {

    /** The exporter knows it by itself, on every platform. */
    public static final Origin EXPORTER = new Origin("the exporter", "the exporter", "");

    static Origin everywhere(String source, String groupValue) {
        return new Origin(source, source, groupValue);
    }

    static Origin darwin(String darwin, String groupValue) {
        return new Origin(darwin, null, groupValue);
    }

    static Origin linux(String linux, String groupValue) {
        return new Origin(null, linux, groupValue);
    }
}
