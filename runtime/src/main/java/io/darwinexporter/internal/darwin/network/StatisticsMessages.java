package io.darwinexporter.internal.darwin.network;

import java.nio.ByteBuffer;

/**
 * The messages in one datagram of the control, one after the other, each with a header in front.
 *
 * <pre>
 * offset type  field
 *   0    u64   context: that of the request which is answered
 *   8    u32   type
 *  12    u16   length, of the header and what follows
 *  14    u16   flags
 *
 * ERROR (1)            16 u32 error
 * SRC_REMOVED (10002)  16 u64 srcref
 * SRC_COUNTS (10004)   16 u64 srcref, 32 counts, length 144
 * SRC_UPDATE (10006)   16 u64 srcref, 32 counts, 144 u32 provider, 152 descriptor
 *
 * counts               0 u64 rxpackets, 8 u64 rxbytes, 16 u64 txpackets, 24 u64 txbytes
 * </pre>
 *
 * Source: {@code bsd/net/ntstat.h} (private part); the same in all releases from 10.13 to 15.5. A reused view: valid until the
 * memory is written again. Reads nothing behind the length that it was given.
 */
final class StatisticsMessages {

    static final int HEADER_SIZE = 16;
    static final int CONTEXT = 0;
    static final int TYPE = 8;
    static final int LENGTH = 12;
    static final int FLAGS = 14;

    static final int SUCCESS = 0;
    static final int ERROR = 1;
    static final int SRC_REMOVED = 10002;
    static final int SRC_COUNTS = 10004;
    static final int SRC_UPDATE = 10006;

    /** Of a SUCCESS: the same request, sent again, goes on with what is not told yet. */
    static final int FLAG_CONTINUATION = 2;
    /** Of a SRC_REMOVED: the last update of the source could not be sent. */
    static final int FLAG_CLOSED_AFTER_DROP = 8;

    static final int ERROR_NUMBER = 16;
    static final int ERROR_SIZE = 24;
    static final int SOURCE = 16;
    static final int REMOVED_SIZE = 24;
    static final int COUNTS = 32;
    static final int COUNTS_SIZE = 144;
    static final int PROVIDER = 144;
    static final int DESCRIPTOR = 152;

    static final int RECEIVED_PACKETS = 0;
    static final int RECEIVED_BYTES = 8;
    static final int SENT_PACKETS = 16;
    static final int SENT_BYTES = 24;

    static final int PROVIDER_TCP_KERNEL = 2;
    static final int PROVIDER_TCP_USERLAND = 3;
    static final int PROVIDER_UDP_KERNEL = 4;
    static final int PROVIDER_UDP_USERLAND = 5;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int end;
    private int at;
    private int length;
    private boolean malformed;

    /** Looks at another datagram; {@link #next()} gives its first message. */
    void wrap(ByteBuffer bytes, int length) {
        this.bytes = bytes;
        this.end = Math.min(length, bytes.capacity());
        this.at = 0;
        this.length = 0;
        this.malformed = false;
    }

    /** Goes to the next message; returns whether there is one that has the size of its type. */
    boolean next() {
        at += length;
        length = 0;
        if (at == end) {
            return false;
        }
        if (end - at < HEADER_SIZE) {
            malformed = true;
            return false;
        }
        int told = Short.toUnsignedInt(bytes.getShort(at + LENGTH));
        if (told < HEADER_SIZE || told > end - at || told < smallest(type())) {
            malformed = true;
            return false;
        }
        length = told;
        return true;
    }

    private static int smallest(int type) {
        return switch (type) {
            case ERROR -> ERROR_SIZE;
            case SRC_REMOVED -> REMOVED_SIZE;
            case SRC_COUNTS -> COUNTS_SIZE;
            case SRC_UPDATE -> DESCRIPTOR;
            default -> HEADER_SIZE;
        };
    }

    /** Whether the datagram holds something that is no message, which ends it. */
    boolean isMalformed() {
        return malformed;
    }

    long context() {
        return bytes.getLong(at + CONTEXT);
    }

    int type() {
        return bytes.getInt(at + TYPE);
    }

    boolean hasFlag(int flag) {
        return (bytes.getShort(at + FLAGS) & flag) != 0;
    }

    /** Of an ERROR. */
    int error() {
        return bytes.getInt(at + ERROR_NUMBER);
    }

    /** The number of a source: unique for the connection, never used again. Not of SUCCESS and ERROR. */
    long source() {
        return bytes.getLong(at + SOURCE);
    }

    /** Bytes since the socket was made; this and the other counts are those of SRC_COUNTS and SRC_UPDATE. */
    long receivedBytes() {
        return bytes.getLong(at + COUNTS + RECEIVED_BYTES);
    }

    long sentBytes() {
        return bytes.getLong(at + COUNTS + SENT_BYTES);
    }

    long receivedPackets() {
        return bytes.getLong(at + COUNTS + RECEIVED_PACKETS);
    }

    long sentPackets() {
        return bytes.getLong(at + COUNTS + SENT_PACKETS);
    }

    /** Whether all counts can be: the kernel has them unsigned, but never that large. */
    boolean hasSaneCounts() {
        return (receivedBytes() | sentBytes() | receivedPackets() | sentPackets()) >= 0;
    }

    /** The process that used the source last, negative if it is not known. Of a SRC_UPDATE. */
    int ownerPid() {
        return DescriptorLayout.ownerPid(bytes, at + DESCRIPTOR, length - DESCRIPTOR, bytes.getInt(at + PROVIDER));
    }

    /** That process's number which is never used again; only if {@link #ownerPid()} is known. */
    long ownerUniqueId() {
        return bytes.getLong(at + DESCRIPTOR + DescriptorLayout.UPID);
    }
}
