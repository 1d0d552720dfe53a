package io.darwinexporter.internal.linux.netlink;

import java.nio.ByteBuffer;

/**
 * Writes the request for all TCP sockets of a network namespace, with {@link TcpInfo}.
 * <p>
 * It is the older of the two kinds ({@code TCPDIAG_GETSOCK} with {@code struct inet_diag_req} of
 * {@code include/uapi/linux/inet_diag.h}), which every kernel still takes: it alone covers IPv4 and IPv6 in one walk through
 * the kernel's table of sockets, and that walk is dear where the table is large and mostly empty.
 *
 * <pre>
 *  0       nlmsghdr, see {@link GenericNetlinkRequest}
 * 16  u8   family, source length, destination length
 * 19  u8   extensions wanted, bit by bit
 * 20       inet_diag_sockid, 48 bytes, not used
 * 68  u32  states wanted, bit by bit
 * 72  u32  whether bound sockets are wanted, not used
 * </pre>
 */
public final class InetDiagRequest {

    /** The size of a request. */
    public static final int BYTES = 76;

    static final int TCPDIAG_GETSOCK = 18;
    private static final short NLM_F_REQUEST_AND_DUMP = 0x301;
    private static final byte AF_INET = 2;
    private static final byte WITH_INFO = 1 << 1;

    /**
     * Sockets that are connected or were and may still send, and those that listen. What is only about to be connected has no
     * counters, and what is left of a connection in TIME_WAIT has none any more.
     */
    private static final int STATES = 1 << InetDiagMessage.ESTABLISHED | 1 << InetDiagMessage.FIN_WAIT1
            | 1 << InetDiagMessage.FIN_WAIT2 | 1 << InetDiagMessage.CLOSE_WAIT | 1 << InetDiagMessage.LAST_ACK
            | 1 << InetDiagMessage.LISTEN | 1 << InetDiagMessage.CLOSING;

    private InetDiagRequest() {
    }

    /** Writes the request to the beginning of a buffer. */
    public static void write(ByteBuffer buffer, int sequence) {
        for (int at = 0; at < BYTES; at++) {
            buffer.put(at, (byte) 0);
        }
        buffer.putInt(0, BYTES);
        buffer.putShort(4, (short) TCPDIAG_GETSOCK);
        buffer.putShort(6, NLM_F_REQUEST_AND_DUMP);
        buffer.putInt(8, sequence);
        buffer.put(16, AF_INET);
        buffer.put(19, WITH_INFO);
        buffer.putInt(68, STATES);
    }
}
