package io.darwinexporter.internal.darwin;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * {@code struct passwd} of Darwin ({@code pwd.h}), as {@code getpwuid_r} fills it: 72 bytes, of which the first eight are
 * {@code char *pw_name}, an address within the buffer that was handed over for the strings.
 */
final class Passwd {

    static final int SIZE = 72;
    static final int NAME = 0;

    private Passwd() {
    }

    /**
     * The name of the user.
     *
     * @param passwd the structure
     * @param strings the buffer for its strings
     * @param stringsAddress where that buffer lies in memory
     * @return null if the name is empty or not within that buffer
     */
    static @Nullable String name(ByteBuffer passwd, ByteBuffer strings, long stringsAddress) {
        long offset = passwd.getLong(NAME) - stringsAddress;
        if (offset < 0 || offset >= strings.capacity()) {
            return null;
        }
        String name = KernelText.decode(strings, (int) offset, strings.capacity() - (int) offset);
        return name.isEmpty() ? null : name;
    }
}
