package io.darwinexporter.internal.linux.binding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.sun.jna.Memory;

/**
 * A piece of native memory that calls of {@link LibC} read and write, seen from Java as a buffer in the machine's byte order.
 * Reused; used by one thread at a time; given back with {@link #close()}.
 */
public final class NativeBuffer implements AutoCloseable {

    private final Closeable memory;
    private final ByteBuffer bytes;
    private final long address;

    public NativeBuffer(int size) {
        memory = new Closeable(size);
        bytes = memory.getByteBuffer(0, size).order(ByteOrder.nativeOrder());
        address = memory.address();
    }

    public int size() {
        return bytes.capacity();
    }

    /** The address of a byte. */
    public long address(int offset) {
        return address + offset;
    }

    public ByteBuffer bytes() {
        return bytes;
    }

    /** Gives the memory back; neither the buffer nor the address may be used after that. */
    @Override
    public void close() {
        memory.free();
    }

    /** {@link Memory#dispose()} is not public in every version of JNA. */
    private static final class Closeable extends Memory {

        Closeable(int size) {
            super(size);
        }

        long address() {
            return peer;
        }

        void free() {
            dispose();
        }
    }
}
