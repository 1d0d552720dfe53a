package io.darwinexporter.internal.group;

import java.util.function.Predicate;

/**
 * Which groups are broken down by the names of their threads.
 *
 * @param brokenDown asked for each group at each collection, so it answers at once; where the answer changes to no, what was
 *        counted by names is forgotten
 * @param namesOfGroup how many names of threads a group has at most, at least 1; threads of further names are counted as
 *        {@value ThreadBreakdown#OTHER}
 */
public record ThreadSettings(Predicate<Group> brokenDown, int namesOfGroup) {

    private static final int NAMES = 100;

    public ThreadSettings {
        if (namesOfGroup < 1) {
            throw new IllegalArgumentException("namesOfGroup: " + namesOfGroup);
        }
    }

    /** No group is. */
    public static ThreadSettings off() {
        return new ThreadSettings(group -> false, NAMES);
    }

    /** Those are of which a rule says so. */
    public static ThreadSettings asRulesSay(int namesOfGroup) {
        return new ThreadSettings(Group::wantsThreads, namesOfGroup);
    }

    /** All groups are. */
    public static ThreadSettings everyGroup(int namesOfGroup) {
        return new ThreadSettings(group -> true, namesOfGroup);
    }
}
