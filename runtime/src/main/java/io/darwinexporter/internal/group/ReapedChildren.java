package io.darwinexporter.internal.group;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What happened to the children of one process between two collections, as far as its totals of waited-for children tell.
 * Arrays are indexed as {@link ChildTails#OWN}.
 */
final class ReapedChildren {

    private static final int TOTALS = ChildTails.OWN.size();

    private final long[] growth = new long[TOTALS];
    private final long[] explained = new long[TOTALS];
    private final long[] surplus = new long[TOTALS];
    private long surplusCycle;
    private long cycle;
    private @Nullable Group onlyGroup;
    private boolean severalGroups;
    private long cpuAllowanceNanos;

    /**
     * Forgets the previous collection.
     *
     * @return false if this collection had been begun already
     */
    boolean begin(long cycle) {
        if (this.cycle == cycle) {
            return false;
        }
        this.cycle = cycle;
        Arrays.fill(growth, 0);
        Arrays.fill(explained, 0);
        if (surplusCycle != cycle - 1) {
            Arrays.fill(surplus, 0);
        }
        onlyGroup = null;
        severalGroups = false;
        cpuAllowanceNanos = 0;
        return true;
    }

    /** The total of waited-for children has grown. */
    void grew(int total, long amount) {
        growth[total] += amount;
    }

    /** So much of the growth is what ended children were known to have used. */
    void explain(int total, long amount) {
        explained[total] += amount;
    }

    /** A child has ended that may have used more than is known, at most so much CPU time. */
    void addUnsettled(@Nullable Group group, long cpuAllowanceNanos) {
        if (group == null || (onlyGroup != null && onlyGroup != group)) {
            severalGroups = true;
        }
        onlyGroup = group;
        this.cpuAllowanceNanos += cpuAllowanceNanos;
    }

    /** The group of all ended children that may have used more than is known; null if there is none, or not one. */
    @Nullable
    Group tailGroup() {
        return severalGroups ? null : onlyGroup;
    }

    /** How much CPU time ended children can have used since they were last seen. */
    long cpuAllowanceNanos() {
        return cpuAllowanceNanos;
    }

    /**
     * Growth that known children do not explain. Where they explain more than there is (a child had gone, but its parent was
     * read before it waited for it), the surplus is kept for the next collection, and no longer.
     */
    long takeUnexplained(int total) {
        long rest = growth[total] - explained[total] - surplus[total];
        surplus[total] = rest < 0 ? Math.min(-rest, explained[total]) : 0;
        surplusCycle = cycle;
        return Math.max(0, rest);
    }
}
