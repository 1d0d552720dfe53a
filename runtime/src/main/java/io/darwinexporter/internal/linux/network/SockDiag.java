package io.darwinexporter.internal.linux.network;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.linux.netlink.InetDiagMessage;
import io.darwinexporter.internal.linux.netlink.InetDiagRequest;
import io.darwinexporter.internal.linux.netlink.NetlinkMessages;
import io.darwinexporter.internal.linux.network.binding.NetworkCalls;

/**
 * Two netlink sockets of the kernel's sock_diag, which tell of the TCP sockets of the namespace that the opening thread was in:
 * one for dumps, one that hears of sockets that are destroyed. Everybody may open them; a large buffer needs CAP_NET_ADMIN.
 * <p>
 * The kernel answers while it is asked: nothing here ever waits.
 */
final class SockDiag implements AutoCloseable {

    /** The largest part of a dump is 32 KiB. */
    static final int BUFFER_BYTES = 64 * 1024;
    /** At some 1,300 bytes a message in the kernel, room for 12,000. */
    private static final int RECEIVE_BYTES = 8 * 1024 * 1024;

    private final NetlinkMessages messages = new NetlinkMessages();
    private final InetDiagMessage message = new InetDiagMessage();
    private final SocketReading reading = new SocketReading();
    private final int dumps;
    private final int ends;
    private int sequence;
    private boolean stale;
    private boolean countsBytes = true;
    private boolean countsSegments = true;

    private SockDiag(int dumps, int ends) {
        this.dumps = dumps;
        this.ends = ends;
    }

    /** Opens the sockets; hears of destroyed ones from now on, so that it comes before the first dump. */
    static SockDiag open() throws NetworkUnavailableException {
        int dumps = socket();
        if (dumps < 0) {
            throw new NetworkUnavailableException("no sock_diag in this kernel (errno " + LibC.errno() + ")");
        }
        return new SockDiag(dumps, openEnds());
    }

    private static int socket() {
        return LibC.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, NetworkCalls.NETLINK_SOCK_DIAG);
    }

    /** The socket that hears of ends, or -1 if the kernel does not tell (before Linux 4.2). */
    private static int openEnds() {
        int ends = socket();
        if (ends < 0) {
            return -1;
        }
        try (NativeBuffer value = new NativeBuffer(NetworkCalls.SOCKADDR_NL_BYTES)) {
            boolean joined = bind(ends, value) && join(ends, NetworkCalls.SKNLGRP_INET_TCP_DESTROY, value)
                    && join(ends, NetworkCalls.SKNLGRP_INET6_TCP_DESTROY, value);
            if (!joined) {
                LibC.close(ends);
                return -1;
            }
            value.bytes().putInt(0, RECEIVE_BYTES);
            if (LibC.setsockopt(ends, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, value.address(0), Integer.BYTES) < 0) {
                // As much as everybody may have.
                LibC.setsockopt(ends, LibC.SOL_SOCKET, NetworkCalls.SO_RCVBUF, value.address(0), Integer.BYTES);
            }
        }
        return ends;
    }

    /** Gives the socket a port: the kernel takes one without for the sender itself, and tells it nothing. */
    private static boolean bind(int socket, NativeBuffer address) {
        address.bytes().putShort(0, (short) LibC.AF_NETLINK);
        address.bytes().putShort(2, (short) 0);
        address.bytes().putLong(4, 0);
        return NetworkCalls.bind(socket, address.address(0), NetworkCalls.SOCKADDR_NL_BYTES) == 0;
    }

    private static boolean join(int socket, int group, NativeBuffer value) {
        value.bytes().putInt(0, group);
        return LibC.setsockopt(socket, NetworkCalls.SOL_NETLINK, NetworkCalls.NETLINK_ADD_MEMBERSHIP, value.address(0),
                Integer.BYTES) == 0;
    }

    boolean endsAreTold() {
        return ends >= 0;
    }

    /** The socket that hears of ends. */
    int endsDescriptor() {
        return ends;
    }

    /**
     * Asks for all sockets.
     *
     * @return false if something went wrong, so that sockets may be missing
     */
    boolean dump(NativeBuffer buffer, SocketAccounts accounts) {
        if (stale) {
            discard(buffer);
        }
        InetDiagRequest.write(buffer.bytes(), ++sequence);
        stale = true;
        if (LibC.send(dumps, buffer.address(0), InetDiagRequest.BYTES, 0) != InetDiagRequest.BYTES) {
            return false;
        }
        boolean whole = true;
        for (;;) {
            int received = receive(buffer);
            if (received < 0) {
                return false;
            }
            whole &= received <= buffer.size();
            messages.wrap(buffer.bytes(), Math.min(received, buffer.size()));
            while (messages.next()) {
                if (messages.sequence() != sequence) {
                    continue;
                }
                whole &= !messages.isInterrupted();
                if (messages.isDone() || messages.isError()) {
                    stale = false;
                    return whole && messages.isDone() && messages.error() == 0;
                }
                take(accounts);
            }
            whole &= messages.isWhole();
        }
    }

    private void take(SocketAccounts accounts) {
        // What is left of a closed connection while the other side still sends is told as FIN_WAIT2, too, but has no info:
        // the end of the socket was told before.
        if (!message.wrap(messages) || !message.info().isPresent()) {
            return;
        }
        reading.read(message);
        countsBytes &= message.info().hasBytes();
        countsSegments &= message.info().hasSegments();
        accounts.seen(reading);
    }

    /** Receives a part of a dump: its size, which may be more than there is room for, or -1. */
    private int receive(NativeBuffer buffer) {
        for (;;) {
            int received = (int) LibC.recv(dumps, buffer.address(0), buffer.size(),
                    LibC.MSG_DONTWAIT | NetworkCalls.MSG_TRUNC);
            if (received > 0) {
                return received;
            }
            if (received == 0 || LibC.errno() != LibC.EINTR) {
                return -1;
            }
        }
    }

    /** Throws away what is left of a dump that failed. */
    private void discard(NativeBuffer buffer) {
        int received;
        do {
            received = receive(buffer);
        } while (received > 0);
        stale = false;
    }

    /** Whether all sockets so far had counters of bytes (Linux 4.1). */
    boolean countsBytes() {
        return countsBytes;
    }

    /** Whether all sockets so far had counters of segments (Linux 4.6). */
    boolean countsSegments() {
        return countsSegments;
    }

    @Override
    public void close() {
        LibC.close(dumps);
        if (ends >= 0) {
            LibC.close(ends);
        }
    }
}
