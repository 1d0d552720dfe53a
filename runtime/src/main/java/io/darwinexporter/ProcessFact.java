package io.darwinexporter;

/**
 * A fact about a process that costs something to read, so that it is read only where somebody looks at it.
 */
public enum ProcessFact {
    /** {@link ProcessFacts#arguments()}. */
    ARGUMENTS,
    /** {@link ProcessFacts#executable()}. */
    EXECUTABLE,
    /** {@link ProcessFacts#controlGroups()}. */
    CONTROL_GROUPS
}
