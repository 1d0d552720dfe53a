package io.darwinexporter.internal.linux.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which processes have sockets open, by reading the links in {@code /proc/PID/fd}, with as few processes as possible.
 * <p>
 * Those that are likely to have them come first: processes that are new, those expected to (they own the listener that a
 * connection came in by), those whose number of descriptors has changed. What is then missing is looked for everywhere: among
 * owners of sockets, then all others; and if that finds nothing, it is done ever more rarely. Within each step those whose
 * user the sockets belong to come first, and the youngest before older ones: of several processes that have a socket open the
 * one that was forked last is its owner.
 */
final class OwnerLookup implements DescriptorLinks.SocketSink {

    private static final int STEPS_FOR_LIKELY = 3;
    private static final int STEPS = 5;
    private static final int INIT = 1;
    private static final int RAREST = 64;
    private static final int ANCESTORS = 16;

    private final DescriptorLinks links;
    private final WantedInodes wanted = new WantedInodes();
    private final List<SocketOwner> candidates = new ArrayList<>();
    private SocketOwner current = new SocketOwner(0, 0);
    private int sought;
    private boolean seen;

    private long everywhereIn;
    private int pause = 1;
    private boolean lookedEverywhere;
    private long walks;

    OwnerLookup(DescriptorLinks links) {
        this.links = links;
    }

    /** What to look for: filled before each search. */
    WantedInodes wanted() {
        return wanted;
    }

    /** Looks for what is wanted among the processes of this collection. */
    void search(Owners owners, long collection) {
        wanted.seal();
        lookedEverywhere = false;
        if (wanted.isComplete()) {
            return;
        }
        candidates.clear();
        candidates.addAll(owners.listed());
        candidates.sort((a, b) -> Long.compare(b.startNanos, a.startNanos));
        searchSteps(0, STEPS_FOR_LIKELY, collection);
        if (!wanted.isComplete() && collection >= everywhereIn) {
            int missing = wanted.missing();
            searchSteps(STEPS_FOR_LIKELY, STEPS, collection);
            lookedEverywhere = true;
            pause = wanted.missing() < missing ? 1 : Math.min(pause * 2, RAREST);
            everywhereIn = collection + pause;
        }
        candidates.clear();
    }

    private void searchSteps(int from, int to, long collection) {
        for (int step = from; step < to; step++) {
            searchStep(step, true, collection);
            searchStep(step, false, collection);
        }
    }

    private void searchStep(int step, boolean user, long collection) {
        for (int i = 0; i < candidates.size() && !wanted.isComplete(); i++) {
            SocketOwner candidate = candidates.get(i);
            if (!candidate.hidden && wanted.mayBelongTo(candidate.userId) == user && step(candidate, collection) == step) {
                current = candidate;
                walks++;
                links.readSockets(candidate.pid, this);
            }
        }
    }

    private static int step(SocketOwner candidate, long collection) {
        if (candidate.listedFirst == collection) {
            return 0;
        }
        if (candidate.expectedIn == collection) {
            return 1;
        }
        if (candidate.descriptors >= 0 && candidate.descriptors != candidate.lastDescriptors) {
            return 2;
        }
        return candidate.ownsSockets ? 3 : 4;
    }

    @Override
    public boolean take(int inode) {
        if (sought != 0) {
            seen = inode == sought;
            return !seen;
        }
        wanted.found(inode, current);
        return !wanted.isComplete();
    }

    /** Whether the last search went through all processes that may be looked at, so that who was not found is not there. */
    boolean lookedEverywhere() {
        return lookedEverywhere;
    }

    /**
     * Of those that share a listening socket, the one that the others have it from: an ancestor of the process found. That
     * is the process that stays when workers come and go. Init, which hands sockets to whom it starts, does not count.
     */
    SocketOwner eldestHolder(int inode, SocketOwner found, Owners owners) {
        SocketOwner eldest = found;
        for (int i = 0; i < ANCESTORS; i++) {
            SocketOwner parent = eldest.parentPid == INIT ? null : owners.listed(eldest.parentPid);
            if (parent == null || parent.hidden || !holds(parent, inode)) {
                return eldest;
            }
            eldest = parent;
        }
        return eldest;
    }

    private boolean holds(SocketOwner owner, int inode) {
        sought = inode;
        seen = false;
        walks++;
        links.readSockets(owner.pid, this);
        sought = 0;
        return seen;
    }

    /** How many processes' descriptors have been gone through, for tests of cost. */
    long walks() {
        return walks;
    }
}
