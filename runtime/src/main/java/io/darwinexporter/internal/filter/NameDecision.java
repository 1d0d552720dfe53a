package io.darwinexporter.internal.filter;

import org.jspecify.annotations.Nullable;

/**
 * Whether a process is shown by its name, and why.
 *
 * @param pattern the pattern that decided, as it is configured; null if none did
 */
public record NameDecision(Reason reason, @Nullable String pattern) {

    /** Why a name is taken or not. */
    public enum Reason {
        /** There are no patterns: every name is taken. */
        NO_PATTERNS,
        /** No exclude pattern matches, and there is no include pattern. */
        NOT_EXCLUDED,
        /** An include pattern matches. */
        INCLUDED,
        /** An exclude pattern matches, whatever the include patterns say. */
        EXCLUDED,
        /** There are include patterns, and none matches. */
        NOT_INCLUDED
    }

    /** Whether the process is shown. */
    public boolean accepted() {
        return switch (reason) {
            case NO_PATTERNS, NOT_EXCLUDED, INCLUDED -> true;
            case EXCLUDED, NOT_INCLUDED -> false;
        };
    }
}
