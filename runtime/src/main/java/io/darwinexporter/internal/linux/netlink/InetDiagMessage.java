package io.darwinexporter.internal.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code struct inet_diag_msg} of {@code include/uapi/linux/inet_diag.h} with its attributes: one TCP socket, in a dump or as
 * the news of its destruction. A window on a buffer, reused.
 *
 * <pre>
 *  0  u8   family
 *  1  u8   state
 *  4  u16  local port, remote port (6)          big endian
 *  8       local address, remote address (24)   16 bytes each
 * 44  u32  cookie, lower half first
 * 64  u32  user id
 * 68  u32  inode
 * 72       attributes, of which INET_DIAG_INFO (2) is {@link TcpInfo}
 * </pre>
 *
 * The inode is 0 while a connection waits to be accepted, and after the program has closed the socket. The news of a
 * destruction (5.x to 6.18, tried) have the state CLOSE, addresses, ports, cookie and info, but 0 as user id and inode.
 * Addresses of IPv4 are told as IPv6 writes them, ::ffff:a.b.c.d, so that a connection looks the same from a socket of either
 * family.
 */
public final class InetDiagMessage {

    public static final int ESTABLISHED = 1;
    public static final int FIN_WAIT1 = 4;
    public static final int FIN_WAIT2 = 5;
    public static final int CLOSE = 7;
    public static final int CLOSE_WAIT = 8;
    public static final int LAST_ACK = 9;
    public static final int LISTEN = 10;
    public static final int CLOSING = 11;

    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int BYTES = 72;
    private static final int AF_INET = 2;
    private static final int INET_DIAG_INFO = 2;
    private static final int TYPE_MASK = 0x3FFF;
    private static final long MAPPED = 0xFFFF_0000_0000L;

    private final TcpInfo info = new TcpInfo();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int at;

    /**
     * Looks at the current message.
     *
     * @return false if it is about no socket, or too short for it
     */
    public boolean wrap(NetlinkMessages messages) {
        int type = messages.type();
        if (type != SOCK_DIAG_BY_FAMILY && type != InetDiagRequest.TCPDIAG_GETSOCK) {
            return false;
        }
        buffer = messages.buffer();
        at = messages.contentAt();
        info.clear();
        if (messages.end() - at < BYTES) {
            return false;
        }
        findInfo(at + BYTES, messages.end());
        return true;
    }

    private void findInfo(int from, int to) {
        int attribute = from;
        while (attribute + GenericNetlinkRequest.ATTRIBUTE_HEADER <= to) {
            int length = Short.toUnsignedInt(buffer.getShort(attribute));
            if (length < GenericNetlinkRequest.ATTRIBUTE_HEADER || attribute + length > to) {
                return;
            }
            if ((buffer.getShort(attribute + 2) & TYPE_MASK) == INET_DIAG_INFO) {
                info.wrap(buffer, attribute + GenericNetlinkRequest.ATTRIBUTE_HEADER,
                        length - GenericNetlinkRequest.ATTRIBUTE_HEADER);
                return;
            }
            attribute += GenericNetlinkRequest.align(length);
        }
    }

    public int state() {
        return buffer.get(at + 1);
    }

    public int localPort() {
        return port(at + 4);
    }

    public int remotePort() {
        return port(at + 6);
    }

    private int port(int from) {
        return Byte.toUnsignedInt(buffer.get(from)) << 8 | Byte.toUnsignedInt(buffer.get(from + 1));
    }

    public long localHigh() {
        return high(at + 8);
    }

    public long localLow() {
        return low(at + 8);
    }

    public long remoteHigh() {
        return high(at + 24);
    }

    public long remoteLow() {
        return low(at + 24);
    }

    private long high(int from) {
        return buffer.get(at) == AF_INET ? 0 : bigEndian(from);
    }

    private long low(int from) {
        return buffer.get(at) == AF_INET ? MAPPED | bigEndian(from) >>> 32 : bigEndian(from + Long.BYTES);
    }

    private long bigEndian(int from) {
        long value = buffer.getLong(from);
        return buffer.order() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value);
    }

    /** What the kernel knows this socket by: never given to another one. */
    public long cookie() {
        return Integer.toUnsignedLong(buffer.getInt(at + 44)) | (long) buffer.getInt(at + 48) << 32;
    }

    public long userId() {
        return Integer.toUnsignedLong(buffer.getInt(at + 64));
    }

    /** The inode as {@code /proc/PID/fd} shows it, unsigned; 0 if no program has the socket. */
    public int inode() {
        return buffer.getInt(at + 68);
    }

    /** What it has counted; empty if the message has none of it. */
    public TcpInfo info() {
        return info;
    }
}
