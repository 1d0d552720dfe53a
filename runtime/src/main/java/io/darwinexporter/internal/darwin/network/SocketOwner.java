package io.darwinexporter.internal.darwin.network;

/**
 * What is known of a process that has, or had, sockets: the totals of their traffic, and whether these have been told.
 */
final class SocketOwner extends OwnerKey {

    private long receivedBytes;
    private long sentBytes;
    private long receivedPackets;
    private long sentPackets;

    private int sockets;
    private int untold;
    private int unclaimed;
    private boolean gone;

    SocketOwner(int pid, long uniqueId) {
        super(pid, uniqueId);
    }

    /** Credits it with the growth of one socket. */
    void add(long receivedBytes, long sentBytes, long receivedPackets, long sentPackets) {
        this.receivedBytes += receivedBytes;
        this.sentBytes += sentBytes;
        this.receivedPackets += receivedPackets;
        this.sentPackets += sentPackets;
        untold++;
    }

    /** Hands its totals to its process. */
    void tell(ProcessTraffic into) {
        into.set(receivedBytes, sentBytes, receivedPackets, sentPackets);
        untold = 0;
        unclaimed = 0;
        gone = false;
    }

    /** How often it has been credited since its totals were told. */
    int untold() {
        return untold;
    }

    /** How many collections in a row have not asked for it, this one included. */
    int countUnclaimed() {
        return ++unclaimed;
    }

    void claim() {
        unclaimed = 0;
    }

    /** Whether its process has gone: what its sockets still do can be told no more. */
    boolean isGone() {
        return gone;
    }

    /** Notes that its process has gone; returns how many credits were never told. */
    int leave() {
        int lost = untold;
        untold = 0;
        gone = true;
        return lost;
    }

    /** The number of living sockets that have it as their owner. */
    int sockets() {
        return sockets;
    }

    void addSocket() {
        sockets++;
    }

    void removeSocket() {
        sockets--;
    }

    /** Notes that none of its sockets is known any more. */
    void forgetSockets() {
        sockets = 0;
    }
}
