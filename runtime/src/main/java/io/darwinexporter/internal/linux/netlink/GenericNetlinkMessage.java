package io.darwinexporter.internal.linux.netlink;

import java.nio.ByteBuffer;

/**
 * A received message of generic netlink: its header, and a search for attributes. A window on a buffer, reused.
 */
public final class GenericNetlinkMessage {

    private static final int NLMSG_ERROR = 2;
    private static final int ATTRIBUTES_AT = GenericNetlinkRequest.HEADER + GenericNetlinkRequest.GENERIC_HEADER;
    /** Attributes carry flags in their type's upper two bits. */
    private static final int TYPE_MASK = 0x3FFF;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int end;

    /**
     * Looks at a message at the beginning of the buffer.
     *
     * @return false if it is shorter than it says, or than a header
     */
    public boolean wrap(ByteBuffer buffer, int received) {
        this.buffer = buffer;
        if (received < ATTRIBUTES_AT) {
            return false;
        }
        end = buffer.getInt(0);
        return end >= ATTRIBUTES_AT && end <= received;
    }

    public int type() {
        return Short.toUnsignedInt(buffer.getShort(4));
    }

    public int sequence() {
        return buffer.getInt(8);
    }

    public boolean isError() {
        return type() == NLMSG_ERROR;
    }

    /** The error's number, positive; 0 for an acknowledgement; only after {@link #isError()}. */
    public int error() {
        return -buffer.getInt(GenericNetlinkRequest.HEADER);
    }

    /**
     * Finds an attribute.
     *
     * @return where its value begins, or -1
     */
    public int find(int type) {
        return find(type, ATTRIBUTES_AT, end);
    }

    /** Finds an attribute within another, whose value begins there. */
    public int findIn(int outerValueAt, int type) {
        return find(type, outerValueAt, outerValueAt + length(outerValueAt));
    }

    /** The number of bytes of the value that begins there. */
    public int length(int valueAt) {
        int header = valueAt - GenericNetlinkRequest.ATTRIBUTE_HEADER;
        return Short.toUnsignedInt(buffer.getShort(header)) - GenericNetlinkRequest.ATTRIBUTE_HEADER;
    }

    private int find(int type, int from, int to) {
        int at = from;
        while (at + GenericNetlinkRequest.ATTRIBUTE_HEADER <= to) {
            int length = Short.toUnsignedInt(buffer.getShort(at));
            if (length < GenericNetlinkRequest.ATTRIBUTE_HEADER || at + length > to) {
                return -1;
            }
            if ((buffer.getShort(at + 2) & TYPE_MASK) == type) {
                return at + GenericNetlinkRequest.ATTRIBUTE_HEADER;
            }
            at += GenericNetlinkRequest.align(length);
        }
        return -1;
    }
}
