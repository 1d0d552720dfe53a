package io.darwinexporter.internal.snapshot;

import java.util.Locale;

/**
 * Why something could not be read. All of these are expected: they are counted, never logged for a process.
 */
public enum ReadFailure {
    /** The process (or thread) ended before it was read. */
    GONE,
    /** Not allowed: another user's process, mostly. */
    DENIED,
    /** Read, but not understood. */
    MALFORMED,
    /** A kernel counter has reached its largest value: it tells "at least" and no more. */
    SATURATED,
    /** Any other error of the system. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The reason's name in labels. */
    public String label() {
        return label;
    }
}
