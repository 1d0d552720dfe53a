package io.darwinexporter.internal.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Why a file cannot be taken for YAML.
 *
 * @param place the file, line and column; null if the file cannot be read, which is a problem of whoever has named it
 * @param value what is there
 * @param accepted what would have been accepted, so that "it takes" can stand before it
 */
public record YamlProblem(@Nullable String place, String value, String accepted) {
}
