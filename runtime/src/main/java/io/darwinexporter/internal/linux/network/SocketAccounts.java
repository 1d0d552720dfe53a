package io.darwinexporter.internal.linux.network;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.netlink.InetDiagMessage;
import io.darwinexporter.internal.linux.network.Listeners.Listener;

/**
 * The accounts of the sockets of one network namespace: what each has counted since it was last looked at is credited to its
 * owner, once.
 * <p>
 * The rules:
 * <ul>
 * <li>What sockets had counted when the namespace was dumped for the first time is a baseline; unless it is not the first
 * collection and the owner was born after that. A socket that comes into sight later counts in full.
 * <li>A socket has one owner: the process that opened the connection, where a trace tells it; else who has it open, by
 * {@link OwnerLookup}. It stays that while the process lives; then who else has it open is looked for.
 * <li>While the owner is not known nothing is credited, and nothing is forgotten.
 * <li>There may be more sockets than there is room for. What is not followed is counted as lost, and has a baseline when there
 * is room again.
 * <li>When a socket is destroyed without its owner ever having been known: who opened it, by the trace; else who listens at its
 * port. What belongs to nobody, or to a process that has been gone for longer than a collection, is counted as lost.
 * </ul>
 * A collection is: {@link #beginDump}, {@link #seen} for each socket, {@link #ownUnowned} after owners were looked for,
 * {@link #destroyed} for each that closed, {@link #end}.
 */
final class SocketAccounts {

    /** For how long a socket is remembered that has gone, though its end was not told: it might still be. */
    private static final int MISSING_ENDS_TOLD = 256;
    /** A dump may miss a socket while others come and go; it does not do so twice. */
    private static final int MISSING_NO_ENDS_TOLD = 1;

    /** So many sockets that are not new are looked for in one collection; others wait for the next. */
    private static final int MOST_UNOWNED = 16 * 1024;
    /** With those that are new, which are more likely to be found. */
    private static final int MOST_UNOWNED_AND_NEW = 48 * 1024;

    /** A socket of this collection whose owner is to be found. */
    private static final class Unowned {
        final SocketReading reading = new SocketReading();
        int entry;
    }

    private final NetworkNamespace namespace;
    private final SocketTable table = new SocketTable();
    private final Listeners listeners = new Listeners();
    private final List<Listener> ownerlessListeners = new ArrayList<>();
    private final List<Unowned> pool = new ArrayList<>();
    private int unowned;

    private int collection;
    private int firstDumpIn;
    private boolean dumpedBefore;
    private boolean dumpComplete;
    private int room;
    /** Sockets that this dump had and for which there was no room. */
    private int leftOut;
    /** Whether there were such ones in the last dump that had every socket, or since. */
    private boolean leftOutBefore;
    /** The last collection in which news of ends were lost. */
    private int endsLostIn;
    private long lost;

    SocketAccounts(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    /** The number of sockets followed. */
    int size() {
        return table.size();
    }

    /** The memory that sockets take, for tests of bounds. */
    long bytes() {
        return table.bytes();
    }

    /** @param room how many sockets may be followed at most */
    void beginDump(int collection, int room) {
        leftOutBefore = leftOut > 0 || leftOutBefore && !dumpComplete;
        leftOut = 0;
        this.collection = collection;
        this.room = room;
        unowned = 0;
        dumpComplete = false;
        ownerlessListeners.clear();
    }

    /** Takes a socket of a dump. */
    void seen(SocketReading reading) {
        if (reading.state == InetDiagMessage.LISTEN) {
            listeners.seen(reading, collection);
            return;
        }
        int entry = table.find(reading.cookie);
        boolean isNew = entry == SocketTable.NONE;
        if (isNew) {
            if (table.size() >= room) {
                leaveOut(reading);
                return;
            }
            entry = table.add(reading.cookie);
            if (!dumpedBefore || leftOutBefore) {
                table.setCredited(entry, reading);
                table.fromBefore(entry, collection > 1);
            }
        }
        table.seenIn(entry, collection);
        SocketOwner owner = table.owner(entry);
        if (owner != null && owner.listedIn != collection && (reading.inode != 0 || owner.isForgotten(collection))) {
            // It has gone. Somebody else may have the socket; where nobody has, there is nobody to look for.
            if (reading.inode == 0) {
                giveUp(entry, reading);
                return;
            }
            table.owner(entry, null);
            owner = null;
        }
        if (owner == null) {
            if (isNew ? unowned < MOST_UNOWNED_AND_NEW
                    : unowned < MOST_UNOWNED && reading.inode != 0 && table.mayLookUp(entry, collection)) {
                addUnowned(entry, reading);
            }
        } else if (table.hasGrown(entry, reading)) {
            table.credit(entry, reading, owner);
        }
    }

    private void leaveOut(SocketReading reading) {
        leftOut++;
        if (!reading.isUnused()) {
            lost++;
        }
    }

    private void giveUp(int entry, SocketReading reading) {
        if (table.hasGrown(entry, reading)) {
            table.setCredited(entry, reading);
            lost++;
        }
    }

    private void addUnowned(int entry, SocketReading reading) {
        if (unowned == pool.size()) {
            pool.add(new Unowned());
        }
        Unowned added = pool.get(unowned++);
        added.entry = entry;
        added.reading.copy(reading);
    }

    /** Ends a dump that had every socket. */
    void dumpIsComplete() {
        dumpComplete = true;
        if (!dumpedBefore) {
            dumpedBefore = true;
            firstDumpIn = collection;
        }
    }

    /** Says whose owners must be looked for, after those that the trace tells have been found. */
    void want(WantedInodes wanted, Connects connects) {
        listeners.settle(collection, ownerlessListeners);
        for (Listener listener : ownerlessListeners) {
            wanted.add(listener.inode, listener.userId);
        }
        for (int i = 0; i < unowned; i++) {
            Unowned socket = pool.get(i);
            SocketOwner opener = connects.take(socket.reading, namespace);
            if (opener != null) {
                own(socket, opener);
            } else if (socket.reading.inode != 0) {
                wanted.add(socket.reading.inode, socket.reading.userId);
                expectAt(listeners.at(socket.reading));
            }
        }
    }

    private void expectAt(@Nullable Listener listener) {
        SocketOwner owner = listener == null ? null : listener.owner;
        if (owner != null) {
            owner.expectedIn = collection;
        }
    }

    /** Gives sockets to the owners that were found. */
    void ownUnowned(OwnerLookup lookup, Owners owners) {
        for (Listener listener : ownerlessListeners) {
            SocketOwner found = lookup.wanted().ownerOf(listener.inode);
            if (found != null) {
                listener.owner = lookup.eldestHolder(listener.inode, found, owners);
                listener.owner.ownsSockets = true;
            } else if (lookup.lookedEverywhere()) {
                listener.lookedUpInVain(collection);
            }
        }
        for (int i = 0; i < unowned; i++) {
            Unowned socket = pool.get(i);
            if (table.owner(socket.entry) != null || socket.reading.inode == 0) {
                continue;
            }
            SocketOwner found = lookup.wanted().ownerOf(socket.reading.inode);
            if (found != null) {
                own(socket, found);
            } else if (lookup.lookedEverywhere()) {
                table.lookedUpInVain(socket.entry, collection);
            }
        }
    }

    private void own(Unowned socket, SocketOwner owner) {
        int entry = socket.entry;
        table.owner(entry, owner);
        owner.ownsSockets = true;
        if (table.isFromBefore(entry)) {
            if (owner.listedFirst > 1) {
                table.clearCredited(entry);
            }
            table.fromBefore(entry, false);
        }
        if (table.hasGrown(entry, socket.reading)) {
            table.credit(entry, socket.reading, owner);
        }
    }

    /** Takes the news that a socket has been destroyed, with its last counts. */
    void destroyed(SocketReading reading, Connects connects) {
        int entry = table.find(reading.cookie);
        if (entry == SocketTable.NONE) {
            destroyedUnseen(reading, connects);
            return;
        }
        if (table.hasGrown(entry, reading)) {
            SocketOwner owner = table.owner(entry);
            if (owner == null || owner.isForgotten(collection)) {
                owner = ownerByOrigin(reading, connects);
            }
            settle(entry, reading, owner);
        }
        table.remove(entry);
    }

    private void destroyedUnseen(SocketReading reading, Connects connects) {
        SocketOwner owner = ownerByOrigin(reading, connects);
        if (reading.isUnused()) {
            return;
        }
        // What ended before or during the first dump may be older than that; so may what was left out.
        boolean fromBefore = !dumpedBefore || firstDumpIn == collection;
        boolean mayBeLeftOut = leftOut > 0 || leftOutBefore;
        boolean young = owner != null && owner.listedFirst > 1;
        if (young || !fromBefore && !mayBeLeftOut) {
            int entry = table.add(reading.cookie);
            settle(entry, reading, owner);
            table.remove(entry);
        } else if (!fromBefore) {
            lost++;
        }
    }

    private void settle(int entry, SocketReading reading, @Nullable SocketOwner owner) {
        if (owner == null || owner.isForgotten(collection)) {
            lost++;
        } else {
            table.credit(entry, reading, owner);
        }
    }

    private @Nullable SocketOwner ownerByOrigin(SocketReading reading, Connects connects) {
        SocketOwner opener = connects.take(reading, namespace);
        if (opener != null) {
            return opener;
        }
        Listener listener = listeners.at(reading);
        return listener == null ? null : listener.owner;
    }

    /** Says that news of ends were lost, and how many. */
    void endsLost(long count) {
        endsLostIn = collection;
        lost += count;
    }

    /**
     * Ends the collection: forgets sockets that have gone.
     *
     * @param endsTold whether the kernel tells of their ends; then those of which it did not may still be there, closed by the
     *        other side but not by the program, and are kept, unless news were lost
     */
    void end(boolean endsTold) {
        if (dumpComplete) {
            for (int entry = 0; entry < table.limit(); entry++) {
                if (table.isUsed(entry) && table.seenIn(entry) != collection && isOver(entry, endsTold)) {
                    if (!endsTold) {
                        lost++;
                    }
                    table.remove(entry);
                }
            }
            listeners.forget(collection);
        }
        table.shrink();
        while (pool.size() > Math.max(64, unowned * 2)) {
            pool.remove(pool.size() - 1);
        }
    }

    private boolean isOver(int entry, boolean endsTold) {
        int missing = collection - table.seenIn(entry);
        if (!endsTold) {
            return missing > MISSING_NO_ENDS_TOLD;
        }
        if (endsLostIn < table.seenIn(entry)) {
            return false;
        }
        SocketOwner owner = table.owner(entry);
        boolean ownerGone = owner != null && owner.isForgotten(collection);
        return ownerGone && missing > MISSING_NO_ENDS_TOLD || missing > MISSING_ENDS_TOLD;
    }

    /** Updates that could not be credited, since this was last asked. */
    long takeLost() {
        long taken = lost;
        lost = 0;
        return taken;
    }
}
