package io.darwinexporter.internal.linux.netlink;

import java.nio.ByteBuffer;

/**
 * {@code struct tcp_info} of {@code include/uapi/linux/tcp.h}, which has grown at its end: what is there is told by its length.
 * A window on a buffer, reused.
 *
 * <pre>
 * 100  u32  tcpi_total_retrans
 * 120  u64  tcpi_bytes_acked, tcpi_bytes_received (128)   Linux 4.1
 * 152  u32  tcpi_data_segs_in, tcpi_data_segs_out (156)   Linux 4.6
 * 200  u64  tcpi_bytes_sent, tcpi_bytes_retrans (208)     Linux 4.19
 * </pre>
 *
 * Bytes are payload; the mark at the end of a stream (FIN) that was received counts as one. Counters of segments have 32 bits
 * and wrap.
 */
public final class TcpInfo {

    private static final int RETRANSMITS_AT = 100;
    private static final int ACKED_AT = 120;
    private static final int RECEIVED_AT = 128;
    private static final int SEGMENTS_IN_AT = 152;
    private static final int SEGMENTS_OUT_AT = 156;
    private static final int SENT_AT = 200;
    private static final int SENT_AGAIN_AT = 208;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int at;
    private int length;

    void wrap(ByteBuffer buffer, int at, int length) {
        this.buffer = buffer;
        this.at = at;
        this.length = length;
    }

    void clear() {
        length = 0;
    }

    /** Whether there is any: a socket that is no more than a remembered address has none. */
    public boolean isPresent() {
        return length > 0;
    }

    /** Whether bytes are counted. */
    public boolean hasBytes() {
        return length >= RECEIVED_AT + Long.BYTES;
    }

    /** Whether segments with payload are counted. */
    public boolean hasSegments() {
        return length >= SEGMENTS_OUT_AT + Integer.BYTES;
    }

    /** Payload received; only after {@link #hasBytes()}. */
    public long receivedBytes() {
        return buffer.getLong(at + RECEIVED_AT);
    }

    /**
     * Payload sent, without what had to be sent again; only after {@link #hasBytes()}. Before Linux 4.19 it is what the other
     * side has acknowledged, with the marks at the beginning and the end of the stream.
     */
    public long sentBytes() {
        if (length < SENT_AGAIN_AT + Long.BYTES) {
            return buffer.getLong(at + ACKED_AT);
        }
        return buffer.getLong(at + SENT_AT) - buffer.getLong(at + SENT_AGAIN_AT);
    }

    /** Segments with payload received, of 32 bits; only after {@link #hasSegments()}. */
    public int segmentsIn() {
        return buffer.getInt(at + SEGMENTS_IN_AT);
    }

    /** Segments with payload sent, those sent again, too, of 32 bits; only after {@link #hasSegments()}. */
    public int segmentsOut() {
        return buffer.getInt(at + SEGMENTS_OUT_AT);
    }

    /** Segments sent again, of 32 bits; only after {@link #hasBytes()}. */
    public int retransmits() {
        return buffer.getInt(at + RETRANSMITS_AT);
    }
}
