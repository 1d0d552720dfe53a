package io.darwinexporter.internal.linux.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The processes of this collection and those that the one before had, as owners of sockets; and those that no listing has had
 * yet, of which only the pid is known, because a trace told of them.
 */
final class Owners {

    private final DescriptorLinks links;
    private final Map<Integer, SocketOwner> byPid = new HashMap<>();
    private final Map<Integer, SocketOwner> unlisted = new HashMap<>();
    private final Map<Integer, Integer> byThread = new HashMap<>();
    private List<SocketOwner> listed = new ArrayList<>();
    private List<SocketOwner> listedBefore = new ArrayList<>();
    private long collection;

    Owners(DescriptorLinks links) {
        this.links = links;
    }

    void begin(long collection) {
        this.collection = collection;
    }

    /** Adds a process of this collection. */
    void add(SocketOwner owner) {
        owner.listedIn = collection;
        listed.add(owner);
        if (owner.listedFirst == 0) {
            owner.listedFirst = collection;
            owner.predecessor = byPid.put(owner.pid, owner);
        }
        if (!unlisted.isEmpty()) {
            adopt(owner);
        }
    }

    /** What was credited to a pid before any listing had it was this process's, if it has lived since. */
    private void adopt(SocketOwner owner) {
        SocketOwner early = unlisted.get(owner.pid);
        if (early != null && early.startNanos >= owner.startNanos) {
            unlisted.remove(owner.pid);
            owner.add(early);
        }
    }

    List<SocketOwner> listed() {
        return listed;
    }

    /** The process of this collection that has a pid, or null. */
    @Nullable
    SocketOwner listed(int pid) {
        SocketOwner owner = byPid.get(pid);
        return owner != null && owner.listedIn == collection ? owner : null;
    }

    /** Processes of the collection before that have gone, and to whom something was credited since. */
    List<SocketOwner> gone() {
        List<SocketOwner> gone = List.of();
        for (SocketOwner owner : listedBefore) {
            if (owner.listedIn != collection && owner.untold() > 0) {
                if (gone.isEmpty()) {
                    gone = new ArrayList<>();
                }
                gone.add(owner);
            }
        }
        return gone;
    }

    /** The process that a thread belonged to at a time. */
    SocketOwner ofThread(int tid, long nanos) {
        SocketOwner owner = aliveAt(byPid.get(tid), nanos);
        if (owner != null) {
            return owner;
        }
        int pid = processOf(tid);
        owner = aliveAt(byPid.get(pid), nanos);
        if (owner == null) {
            // The start is not known: the time of the trace stands for it, as it cannot have been later.
            owner = unlisted.computeIfAbsent(pid, id -> new SocketOwner(id, nanos));
            owner.listedIn = collection;
        }
        return owner;
    }

    /** The process of a thread that lives; of one that has ended it is not known whether it was its process's only one. */
    private int processOf(int tid) {
        Integer known = byThread.get(tid);
        if (known == null) {
            int pid = links.processOf(tid);
            known = pid == 0 ? tid : pid;
            byThread.put(tid, known);
        }
        return known;
    }

    private static @Nullable SocketOwner aliveAt(@Nullable SocketOwner last, long nanos) {
        SocketOwner owner = last;
        while (owner != null && owner.startNanos > nanos) {
            owner = owner.predecessor;
        }
        return owner;
    }

    /** Takes away what was credited to a pid that no listing has had, or gives null. */
    @Nullable
    SocketOwner takeUnlisted(int pid) {
        return unlisted.remove(pid);
    }

    /**
     * Ends the collection.
     *
     * @return how many updates were credited to those who are given up
     */
    long end() {
        long lost = 0;
        for (SocketOwner owner : listedBefore) {
            if (owner.listedIn != collection) {
                lost += owner.untold();
                byPid.remove(owner.pid, owner);
            } else {
                owner.predecessor = null;
            }
        }
        for (Iterator<SocketOwner> all = unlisted.values().iterator(); all.hasNext();) {
            SocketOwner owner = all.next();
            if (owner.listedIn != collection) {
                lost += owner.untold();
                all.remove();
            }
        }
        byThread.clear();
        List<SocketOwner> reused = listedBefore;
        listedBefore = listed;
        listed = reused;
        listed.clear();
        return lost;
    }
}
