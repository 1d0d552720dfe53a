package io.darwinexporter.internal.darwin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory as the kernel would have written it, built at named offsets.
 */
public final class KernelBytes {

    private final ByteBuffer bytes;

    private KernelBytes(int size) {
        bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static KernelBytes of(int size) {
        return new KernelBytes(size);
    }

    public KernelBytes u32(int offset, long value) {
        bytes.putInt(offset, (int) value);
        return this;
    }

    public KernelBytes u16(int offset, int value) {
        bytes.putShort(offset, (short) value);
        return this;
    }

    public KernelBytes u64(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    public KernelBytes u8(int offset, int value) {
        bytes.put(offset, (byte) value);
        return this;
    }

    public KernelBytes text(int offset, String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes.put(offset + i, (byte) text.charAt(i));
        }
        return this;
    }

    /** As much of it as there would be room for: nothing behind it can be read. */
    public ByteBuffer cutAt(int length) {
        ByteBuffer cut = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        cut.put(0, bytes, 0, length);
        return cut;
    }

    public ByteBuffer bytes() {
        return bytes;
    }
}
