package io.darwinexporter.internal.linux.network;

import org.jspecify.annotations.Nullable;

/**
 * A process as the owner of sockets: its identity, (pid, start time), and what its sockets have carried since this exporter
 * knows it. The totals only grow. Belongs to the collecting thread.
 */
public final class SocketOwner {

    final int pid;
    final long startNanos;

    int parentPid;
    long userId = -1;
    /** Open descriptors in this collection and the one before; below 0 where it is not known. */
    long descriptors = -1;
    long lastDescriptors = -1;
    /** The first and the last collection that listed it; 0 for none. */
    long listedFirst;
    long listedIn;
    /** The last collection that has a reason to expect that it owns a socket that is looked for. */
    long expectedIn;
    boolean ownsSockets;
    /** Whether its descriptors may not be seen, so that what it owns cannot be told. */
    boolean hidden;
    /** Whether this collection tried to look at it and might not. */
    boolean refused;
    @Nullable
    NetworkNamespace namespace;
    /** Who had the pid before it. */
    @Nullable
    SocketOwner predecessor;

    private long receivedBytes;
    private long sentBytes;
    private long receivedPackets;
    private long sentPackets;
    private long retransmits;
    /** How many times sockets have added to the totals. */
    private long updates;
    private long toldUpdates;

    public SocketOwner(int pid, long startNanos) {
        this.pid = pid;
        this.startNanos = startNanos;
    }

    void add(long receivedBytes, long sentBytes, long receivedPackets, long sentPackets, long retransmits) {
        this.receivedBytes += receivedBytes;
        this.sentBytes += sentBytes;
        this.receivedPackets += receivedPackets;
        this.sentPackets += sentPackets;
        this.retransmits += retransmits;
        updates++;
    }

    /** Takes over what was credited to somebody who turned out to be this process. */
    void add(SocketOwner other) {
        add(other.receivedBytes, other.sentBytes, other.receivedPackets, other.sentPackets, other.retransmits);
    }

    /** Whether it is gone: not even the collection before had it. What is credited to it then would never be told. */
    boolean isForgotten(long collection) {
        return listedIn < collection - 1;
    }

    /** Says that the totals have been told as they are now. */
    public void tell() {
        toldUpdates = updates;
    }

    /** Updates that are in the totals and have not been told. */
    long untold() {
        return updates - toldUpdates;
    }

    /** Whether sockets have added to the totals since they were last told. */
    public boolean hasUntold() {
        return updates != toldUpdates;
    }

    public int pid() {
        return pid;
    }

    public long startNanos() {
        return startNanos;
    }

    /** Whether what it owns can be told at all. */
    public boolean isVisible() {
        NetworkNamespace namespace = this.namespace;
        return !hidden && namespace != null && namespace.isOpen();
    }

    /** Whether it was tried in this collection, in vain, to see what it owns. */
    public boolean isRefused() {
        return refused;
    }

    public long receivedBytes() {
        return receivedBytes;
    }

    public long sentBytes() {
        return sentBytes;
    }

    public long receivedPackets() {
        return receivedPackets;
    }

    public long sentPackets() {
        return sentPackets;
    }

    public long retransmits() {
        return retransmits;
    }
}
