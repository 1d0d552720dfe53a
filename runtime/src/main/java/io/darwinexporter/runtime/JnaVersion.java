package io.darwinexporter.runtime;

/**
 * The version of JNA in this application, which is not always the one that the exporter brings: Quarkus's own list of versions
 * has an older one.
 *
 * @param number such as {@code 5.19.1}
 */
public record JnaVersion(String number) {
}
