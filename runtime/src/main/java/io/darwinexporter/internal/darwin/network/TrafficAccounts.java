package io.darwinexporter.internal.darwin.network;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Credits what sockets have counted to the processes that used them.
 * <p>
 * Counts are absolute, by source; their growth goes to the process that the same message names, as a socket can be handed on.
 * The first counts of a source that was there when the connection was made are where its growth starts; a later source starts
 * from 0. So it is after the connection was lost, too: totals stay, and nothing is counted twice.
 * <p>
 * Growth that can be told of no process is counted, update by update, in {@link #takeLost()}: nobody is named, the process is
 * gone, the system could not deliver it, or a count has fallen.
 * <p>
 * Not thread-safe: used under the lock of {@link NetworkTraffic}.
 */
final class TrafficAccounts {

    /** A process that was started after the last listing is asked for by the next one. */
    private static final int PATIENCE = 2;

    private final SourceTable sources = new SourceTable();
    private final Map<OwnerKey, SocketOwner> owners = new HashMap<>();
    private final OwnerKey.Probe probe = new OwnerKey.Probe();
    private boolean settled;
    private long lost;
    private long malformed;

    /** Forgets all sources, as the next connection numbers them anew; those that it tells of first are old ones. */
    void disconnect() {
        for (SocketOwner owner : owners.values()) {
            owner.forgetSockets();
        }
        // What each of them did since its last update, and does until it is seen again, is not known.
        lost += sources.size();
        sources.clear();
        settled = false;
    }

    /** Takes sources never seen as new from now on: all that were there before have been told of. */
    void settle() {
        settled = true;
    }

    /** Takes in a message about a source; others are passed over. */
    void take(StatisticsMessages message) {
        switch (message.type()) {
            case StatisticsMessages.SRC_UPDATE -> update(message, namedOwner(message));
            case StatisticsMessages.SRC_COUNTS -> update(message, lastOwner(message.source()));
            case StatisticsMessages.SRC_REMOVED -> remove(message);
            default -> {
            }
        }
    }

    private @Nullable SocketOwner namedOwner(StatisticsMessages message) {
        int pid = message.ownerPid();
        if (pid < 0 || message.ownerUniqueId() == 0) {
            return null;
        }
        SocketOwner owner = owners.get(probe.of(pid, message.ownerUniqueId()));
        if (owner == null) {
            owner = new SocketOwner(pid, message.ownerUniqueId());
            owners.put(owner, owner);
        }
        return owner;
    }

    private @Nullable SocketOwner lastOwner(long source) {
        int place = sources.find(source);
        return place == SourceTable.NONE ? null : sources.owner(place);
    }

    private void update(StatisticsMessages message, @Nullable SocketOwner owner) {
        if (message.source() == 0 || !message.hasSaneCounts()) {
            malformed++;
            return;
        }
        int place = sources.find(message.source());
        boolean old = place == SourceTable.NONE && !settled;
        if (place == SourceTable.NONE) {
            place = sources.add(message.source());
        }
        refer(place, owner);
        long receivedBytes = sources.advanceReceivedBytes(place, message.receivedBytes());
        long sentBytes = sources.advanceSentBytes(place, message.sentBytes());
        long receivedPackets = sources.advanceReceivedPackets(place, message.receivedPackets());
        long sentPackets = sources.advanceSentPackets(place, message.sentPackets());
        if (old) {
            return;
        }
        if ((receivedBytes | sentBytes | receivedPackets | sentPackets) < 0) {
            lost++;
        }
        credit(owner, Math.max(0, receivedBytes), Math.max(0, sentBytes), Math.max(0, receivedPackets),
                Math.max(0, sentPackets));
    }

    private void credit(@Nullable SocketOwner owner, long receivedBytes, long sentBytes, long receivedPackets,
            long sentPackets) {
        if ((receivedBytes | sentBytes | receivedPackets | sentPackets) == 0) {
            return;
        }
        if (owner == null || owner.isGone()) {
            lost++;
        } else {
            owner.add(receivedBytes, sentBytes, receivedPackets, sentPackets);
        }
    }

    private void refer(int place, @Nullable SocketOwner owner) {
        SocketOwner before = sources.owner(place);
        if (before == owner) {
            return;
        }
        if (before != null) {
            before.removeSocket();
        }
        if (owner != null) {
            owner.addSocket();
        }
        sources.owner(place, owner);
    }

    private void remove(StatisticsMessages message) {
        if (message.hasFlag(StatisticsMessages.FLAG_CLOSED_AFTER_DROP)) {
            lost++;
        }
        int place = sources.find(message.source());
        if (place != SourceTable.NONE) {
            refer(place, null);
            sources.remove(place);
        }
    }

    /** Counts a datagram that was not understood. */
    void countMalformed() {
        malformed++;
    }

    /** Tells the totals of a living process, 0 if it has no sockets. */
    void tell(int pid, long uniqueId, ProcessTraffic into) {
        SocketOwner owner = owners.get(probe.of(pid, uniqueId));
        if (owner == null) {
            into.set(0, 0, 0, 0);
        } else {
            owner.tell(into);
        }
    }

    /** Tells the totals of a process that has ended, if they have grown since they were told. */
    boolean tellLast(int pid, long uniqueId, ProcessTraffic into) {
        SocketOwner owner = owners.get(probe.of(pid, uniqueId));
        if (owner == null) {
            return false;
        }
        owner.claim();
        if (owner.untold() == 0) {
            return false;
        }
        owner.tell(into);
        return true;
    }

    /** Notes that a process has gone: from now on nothing can be told of it. */
    void leave(int pid, long uniqueId) {
        SocketOwner owner = owners.get(probe.of(pid, uniqueId));
        if (owner != null) {
            lost += owner.leave();
        }
    }

    /** Gives up processes that nobody asks for, and forgets those that have gone and have no sockets. */
    void endCollection() {
        for (Iterator<SocketOwner> all = owners.values().iterator(); all.hasNext();) {
            SocketOwner owner = all.next();
            if (!owner.isGone() && owner.countUnclaimed() > PATIENCE) {
                lost += owner.leave();
            }
            if (owner.isGone() && owner.sockets() == 0) {
                all.remove();
            }
        }
    }

    /** The number of sources that are followed. */
    int sources() {
        return sources.size();
    }

    /** The number of processes that are remembered. */
    int owners() {
        return owners.size();
    }

    /** Updates that could not be credited, since this was last asked. */
    long takeLost() {
        long taken = lost;
        lost = 0;
        return taken;
    }

    /** Messages that could not be understood, since this was last asked. */
    long takeMalformed() {
        long taken = malformed;
        malformed = 0;
        return taken;
    }
}
