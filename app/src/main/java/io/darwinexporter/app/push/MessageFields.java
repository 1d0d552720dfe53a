package io.darwinexporter.app.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * The first two fields of a message in Protocol Buffers, which is all that answers have. Others are passed over.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class MessageFields {

    private static final int COUNT = 2;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;
    private static final int TYPE_BITS = 3;

    private final long[] numbers = new long[COUNT + 1];
    private final @Nullable ByteBuffer[] bytes = new ByteBuffer[COUNT + 1];

    private MessageFields() {
    }

    /** Null if these bytes are no message, or not all of one. */
    static @Nullable MessageFields of(ByteBuffer message) {
        MessageFields fields = new MessageFields();
        try {
            while (message.hasRemaining()) {
                fields.read(message);
            }
            return fields;
        } catch (BufferUnderflowException cutOff) {
            return null;
        }
    }

    private void read(ByteBuffer message) {
        long tag = varint(message);
        long field = tag >>> TYPE_BITS;
        int index = field <= COUNT ? (int) field : 0;
        switch ((int) tag & (1 << TYPE_BITS) - 1) {
            case VARINT -> numbers[index] = varint(message);
            case LENGTH_DELIMITED -> bytes[index] = slice(message, varint(message));
            case FIXED_64 -> slice(message, Long.BYTES);
            case FIXED_32 -> slice(message, Integer.BYTES);
            default -> throw new BufferUnderflowException();
        }
    }

    /** Seven bits in each byte, the lowest first; the highest bit tells that there is another one. */
    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }

    private static ByteBuffer slice(ByteBuffer message, long length) {
        if (length < 0 || length > message.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = message.slice(message.position(), (int) length);
        message.position(message.position() + (int) length);
        return part;
    }

    /** The number in a field; 0 if there is none. */
    long number(int field) {
        return numbers[field];
    }

    /** The message in a field; null if there is none. */
    @Nullable
    ByteBuffer bytes(int field) {
        ByteBuffer value = bytes[field];
        return value == null ? null : value.duplicate();
    }

    /** The text in a field; empty if there is none. */
    String text(int field) {
        ByteBuffer value = bytes(field);
        return value == null ? "" : UTF_8.decode(value).toString();
    }
}
