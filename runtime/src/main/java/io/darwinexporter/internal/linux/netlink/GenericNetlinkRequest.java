package io.darwinexporter.internal.linux.netlink;

import java.nio.ByteBuffer;

/**
 * Writes requests of generic netlink with one attribute each. See {@code include/uapi/linux/netlink.h}, {@code genetlink.h}.
 *
 * <pre>
 *  0  u32  length of the whole      nlmsghdr
 *  4  u16  type: the family
 *  6  u16  flags
 *  8  u32  sequence
 * 12  u32  port
 * 16  u8   command                  genlmsghdr
 * 17  u8   version
 * 20  u16  length of the attribute  nlattr
 * 22  u16  type of the attribute
 * 24       its value, padded to 4 bytes
 * </pre>
 */
public final class GenericNetlinkRequest {

    static final int HEADER = 16;
    static final int GENERIC_HEADER = 4;
    static final int ATTRIBUTE_HEADER = 4;
    private static final short NLM_F_REQUEST = 1;
    private static final byte VERSION = 1;

    private GenericNetlinkRequest() {
    }

    /** Writes a request whose attribute is a number; returns where it ends. */
    public static int write(ByteBuffer buffer, int at, int family, int sequence, int command, int attribute, int value) {
        int valueAt = header(buffer, at, family, sequence, command, attribute, Integer.BYTES);
        buffer.putInt(valueAt, value);
        return valueAt + Integer.BYTES;
    }

    /** Writes a request whose attribute is a text, with a NUL added; returns where it ends. */
    public static int write(ByteBuffer buffer, int at, int family, int sequence, int command, int attribute, byte[] text) {
        int length = text.length + 1;
        int valueAt = header(buffer, at, family, sequence, command, attribute, length);
        buffer.put(valueAt, text);
        int end = valueAt + align(length);
        for (int i = valueAt + text.length; i < end; i++) {
            buffer.put(i, (byte) 0);
        }
        return end;
    }

    private static int header(ByteBuffer buffer, int at, int family, int sequence, int command, int attribute, int length) {
        int valueAt = at + HEADER + GENERIC_HEADER + ATTRIBUTE_HEADER;
        buffer.putInt(at, valueAt - at + align(length));
        buffer.putShort(at + 4, (short) family);
        buffer.putShort(at + 6, NLM_F_REQUEST);
        buffer.putInt(at + 8, sequence);
        buffer.putInt(at + 12, 0);
        buffer.put(at + 16, (byte) command);
        buffer.put(at + 17, VERSION);
        buffer.putShort(at + 18, (short) 0);
        buffer.putShort(at + 20, (short) (ATTRIBUTE_HEADER + length));
        buffer.putShort(at + 22, (short) attribute);
        return valueAt;
    }

    static int align(int length) {
        return (length + 3) & ~3;
    }
}
