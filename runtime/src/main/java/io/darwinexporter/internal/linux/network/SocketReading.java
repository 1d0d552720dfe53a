package io.darwinexporter.internal.linux.network;

import io.darwinexporter.internal.linux.netlink.InetDiagMessage;
import io.darwinexporter.internal.linux.netlink.TcpInfo;

/** What the kernel told of a socket, once. Mutable and reused. */
final class SocketReading {

    long cookie;
    int state;
    /** 0 if no program has it. */
    int inode;
    long userId;
    int localPort;
    int remotePort;
    long localHigh;
    long localLow;
    long remoteHigh;
    long remoteLow;

    long receivedBytes;
    long sentBytes;
    /** Of 32 bits, and wrap. */
    int segmentsIn;
    int segmentsOut;
    int retransmits;

    void read(InetDiagMessage message) {
        cookie = message.cookie();
        state = message.state();
        inode = message.inode();
        userId = message.userId();
        localPort = message.localPort();
        remotePort = message.remotePort();
        localHigh = message.localHigh();
        localLow = message.localLow();
        remoteHigh = message.remoteHigh();
        remoteLow = message.remoteLow();
        TcpInfo info = message.info();
        boolean bytes = info.hasBytes();
        receivedBytes = bytes ? info.receivedBytes() : 0;
        sentBytes = bytes ? info.sentBytes() : 0;
        retransmits = bytes ? info.retransmits() : 0;
        boolean segments = info.hasSegments();
        segmentsIn = segments ? info.segmentsIn() : 0;
        segmentsOut = segments ? info.segmentsOut() : 0;
    }

    void copy(SocketReading other) {
        cookie = other.cookie;
        state = other.state;
        inode = other.inode;
        userId = other.userId;
        localPort = other.localPort;
        remotePort = other.remotePort;
        localHigh = other.localHigh;
        localLow = other.localLow;
        remoteHigh = other.remoteHigh;
        remoteLow = other.remoteLow;
        receivedBytes = other.receivedBytes;
        sentBytes = other.sentBytes;
        segmentsIn = other.segmentsIn;
        segmentsOut = other.segmentsOut;
        retransmits = other.retransmits;
    }

    /** Whether the socket has carried nothing so far. */
    boolean isUnused() {
        return (receivedBytes | sentBytes) == 0 && (segmentsIn | segmentsOut | retransmits) == 0;
    }

    Connection connection() {
        return new Connection(localHigh, localLow, remoteHigh, remoteLow, localPort, remotePort);
    }
}
