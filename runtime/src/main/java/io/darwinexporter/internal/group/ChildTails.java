package io.darwinexporter.internal.group;

import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.internal.snapshot.Measure;

/**
 * Finds what processes used between the last look at them and their end, by the totals that kernels keep of waited-for
 * children.
 * <p>
 * When a child ends and its parent waits for it, the parent's totals grow by all that the child and the child's own
 * waited-for children ever used. What of that growth the last readings of ended children do not explain is a tail. It is
 * credited to the group of the ended child if there is one child, or several of one group, whose last use is not known
 * otherwise; never more than they can have used in the time. Everything else, the use of processes above all that came and
 * went between two collections, is reported as {@linkplain #unexplainedCpuNanos() unexplained}.
 * <p>
 * Errs to one side only: where it cannot tell who waited for a process (its parent has gone, too), all its ancestors are
 * taken to have, and less is credited.
 */
final class ChildTails {

    /** What a process itself used, in the order of {@link #OF_CHILDREN}. */
    static final List<Measure> OWN = List.of(Measure.CPU_USER_NANOS, Measure.CPU_SYSTEM_NANOS, Measure.FAULTS,
            Measure.PAGEINS);

    /** What waited-for children used. */
    static final List<Measure> OF_CHILDREN = List.of(Measure.REAPED_CHILDREN_CPU_USER_NANOS,
            Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS, Measure.REAPED_CHILDREN_FAULTS, Measure.REAPED_CHILDREN_PAGEINS);

    private final ProcessTree tree;
    private final List<TrackedProcess> ended = new ArrayList<>();
    private final List<TrackedProcess> parents = new ArrayList<>();
    private long cycle;
    private long creditedCpuNanos;
    private long unexplainedCpuNanos;

    ChildTails(ProcessTree tree) {
        this.tree = tree;
    }

    void beginCollection(long cycle) {
        this.cycle = cycle;
        ended.clear();
        parents.clear();
        creditedCpuNanos = 0;
        unexplainedCpuNanos = 0;
    }

    /** A parent's total of waited-for children has grown. */
    void grew(TrackedProcess parent, Measure ofChildren, long growth) {
        childrenOf(parent).grew(OF_CHILDREN.indexOf(ofChildren), growth);
    }

    /** A process is in no listing any more, or the system has reported its end. */
    void ended(TrackedProcess process) {
        ended.add(process);
    }

    /**
     * Credits tails to groups, when all rows of the collection have been seen.
     *
     * @param elapsedNanos the time since the previous collection
     */
    void settle(long elapsedNanos) {
        for (int i = 0; i < ended.size(); i++) {
            explainToAncestors(ended.get(i), elapsedNanos);
        }
        for (int i = 0; i < parents.size(); i++) {
            creditTail(parents.get(i).reapedChildrenOrNew());
        }
        for (int i = 0; i < ended.size(); i++) {
            tree.remove(ended.get(i));
        }
    }

    private void explainToAncestors(TrackedProcess child, long elapsedNanos) {
        TrackedProcess ancestor = tree.parentOf(child);
        boolean parentLives = ancestor != null && lives(ancestor);
        for (int depth = 0; ancestor != null && depth < ProcessTree.MAX_ANCESTORS; depth++) {
            if (lives(ancestor)) {
                ReapedChildren children = childrenOf(ancestor);
                for (int total = 0; total < OWN.size(); total++) {
                    children.explain(total, child.last(OWN.get(total)) + child.last(OF_CHILDREN.get(total)));
                }
                if (parentLives) {
                    if (!child.finalUseKnown()) {
                        children.addUnsettled(child.group(), elapsedNanos * child.lastThreads());
                    }
                    return;
                }
            }
            ancestor = tree.parentOf(ancestor);
        }
    }

    private boolean lives(TrackedProcess process) {
        return process.seenIn(cycle) && !process.hasEnded();
    }

    private ReapedChildren childrenOf(TrackedProcess parent) {
        ReapedChildren children = parent.reapedChildrenOrNew();
        if (children.begin(cycle)) {
            parents.add(parent);
        }
        return children;
    }

    private void creditTail(ReapedChildren children) {
        Group group = children.tailGroup();
        long cpuAllowanceNanos = children.cpuAllowanceNanos();
        long minorFaults = 0;
        for (int total = 0; total < OWN.size(); total++) {
            Measure own = OWN.get(total);
            boolean cpu = own == Measure.CPU_USER_NANOS || own == Measure.CPU_SYSTEM_NANOS;
            long tail = children.takeUnexplained(total);
            long credited = group == null ? 0 : cpu ? Math.min(tail, cpuAllowanceNanos) : tail;
            if (group != null && credited > 0) {
                group.addGrowth(own, credited);
            }
            minorFaults += own == Measure.FAULTS ? credited : own == Measure.PAGEINS ? -credited : 0;
            if (cpu) {
                cpuAllowanceNanos -= credited;
                creditedCpuNanos += credited;
                unexplainedCpuNanos += tail - credited;
            }
        }
        if (group != null && minorFaults > 0 && group.has(Measure.MINOR_FAULTS)) {
            group.addGrowth(Measure.MINOR_FAULTS, minorFaults);
        }
    }

    /** CPU time that was credited as tails in this collection. */
    long creditedCpuNanos() {
        return creditedCpuNanos;
    }

    /** CPU time of waited-for children in this collection that belongs to no known process. */
    long unexplainedCpuNanos() {
        return unexplainedCpuNanos;
    }
}
