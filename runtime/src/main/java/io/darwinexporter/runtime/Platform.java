package io.darwinexporter.runtime;

/**
 * Whose processes are read.
 */
public enum Platform {
    /** Those of the system that the exporter runs on. */
    AUTO,
    DARWIN,
    LINUX
}
