package io.darwinexporter.internal.linux.netlink;

import java.nio.ByteBuffer;

/**
 * The messages of one datagram, one after the other. A window on a buffer, reused. See
 * {@code include/uapi/linux/netlink.h}; the header is drawn in {@link GenericNetlinkRequest}.
 */
public final class NetlinkMessages {

    static final int HEADER = 16;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLM_F_DUMP_INTR = 0x10;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int received;
    private int at;
    private int end;

    /** Looks at a datagram at the beginning of the buffer. */
    public void wrap(ByteBuffer buffer, int received) {
        this.buffer = buffer;
        this.received = received;
        at = 0;
        end = 0;
    }

    /**
     * Goes to the next message.
     *
     * @return false if there is none, or none that is whole
     */
    public boolean next() {
        int begin = GenericNetlinkRequest.align(end);
        if (begin + HEADER > received) {
            return false;
        }
        int length = buffer.getInt(begin);
        if (length < HEADER || length > received - begin) {
            return false;
        }
        at = begin;
        end = begin + length;
        return true;
    }

    /** Whether the last message ends where the datagram does. */
    public boolean isWhole() {
        return GenericNetlinkRequest.align(end) >= received;
    }

    public ByteBuffer buffer() {
        return buffer;
    }

    public int type() {
        return Short.toUnsignedInt(buffer.getShort(at + 4));
    }

    public int sequence() {
        return buffer.getInt(at + 8);
    }

    /** Whether what is dumped has changed so much meanwhile that something may be missing. */
    public boolean isInterrupted() {
        return (buffer.getShort(at + 6) & NLM_F_DUMP_INTR) != 0;
    }

    public boolean isDone() {
        return type() == NLMSG_DONE;
    }

    public boolean isError() {
        return type() == NLMSG_ERROR;
    }

    /** What came with the end of a dump or with an error: the error's number, positive, or 0. */
    public int error() {
        return end - at < HEADER + Integer.BYTES ? 0 : -buffer.getInt(at + HEADER);
    }

    /** Where the content begins. */
    public int contentAt() {
        return at + HEADER;
    }

    /** Where the message ends. */
    public int end() {
        return end;
    }
}
