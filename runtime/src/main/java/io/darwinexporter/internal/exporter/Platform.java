package io.darwinexporter.internal.exporter;

/**
 * Whose processes are read.
 */
public enum Platform {
    /** Those of the system that the exporter runs on. */
    AUTO,
    DARWIN,
    LINUX
}
