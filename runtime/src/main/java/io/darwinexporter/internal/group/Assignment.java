package io.darwinexporter.internal.group;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.rule.Rule;

/**
 * The group of a process, and why it is in that one.
 *
 * @param group null if the process is in none
 * @param rule the rule that the process itself or the ancestor that it follows matches; null if there is none
 */
public record Assignment(@Nullable Group group, @Nullable Rule rule, Reason reason) {

    static final Assignment UNDECIDED = new Assignment(null, null, Reason.LEFT_OUT);

    /** What decided. */
    public enum Reason {
        /** A rule takes the process. */
        RULE,
        /** No rule does, and it is a child of a process whose children follow. */
        PARENT,
        /** No rule does: it is grouped as if there were none. */
        GROUPING,
        /** No rule does, and only rules count, or the grouping leaves it out. */
        LEFT_OUT,
        /** The patterns of names do not take it. */
        FILTERED
    }

    boolean follows() {
        return reason == Reason.PARENT;
    }
}
