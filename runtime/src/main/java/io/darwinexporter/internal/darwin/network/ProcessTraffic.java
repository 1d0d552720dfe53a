package io.darwinexporter.internal.darwin.network;

/**
 * What a process has received and sent since the exporter counts, to be filled again and again.
 */
public final class ProcessTraffic {

    private long receivedBytes;
    private long sentBytes;
    private long receivedPackets;
    private long sentPackets;

    void set(long receivedBytes, long sentBytes, long receivedPackets, long sentPackets) {
        this.receivedBytes = receivedBytes;
        this.sentBytes = sentBytes;
        this.receivedPackets = receivedPackets;
        this.sentPackets = sentPackets;
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
}
