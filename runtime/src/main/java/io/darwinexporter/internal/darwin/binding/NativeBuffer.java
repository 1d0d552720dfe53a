package io.darwinexporter.internal.darwin.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * Memory outside the heap for C to write to, reused from call to call and read as a little-endian {@link ByteBuffer}.
 * <p>
 * The memory is given back when the buffer is collected as garbage.
 */
public final class NativeBuffer {

    private ByteBuffer bytes;
    private long address;

    public NativeBuffer(int capacity) {
        allocate(capacity);
    }

    /** A C string: the characters as UTF-8, and a NUL. */
    public static NativeBuffer ofString(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        NativeBuffer buffer = new NativeBuffer(encoded.length + 1);
        buffer.bytes.put(0, encoded);
        return buffer;
    }

    private void allocate(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
        address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    }

    /** Makes room for at least so many bytes. What was in it is lost, and so are {@link #bytes()} and {@link #address()}. */
    public void ensureCapacity(int capacity) {
        if (bytes.capacity() < capacity) {
            allocate(capacity);
        }
    }

    /** What C has written, to be read at absolute offsets. Valid until {@link #ensureCapacity}. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public long address() {
        return address;
    }

    public int capacity() {
        return bytes.capacity();
    }
}
