package io.darwinexporter.internal.darwin.binding;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Values of the kernel by name ({@code sysctlbyname}). For the start only: each call allocates.
 */
public final class Sysctl {

    private static final int MAX_TEXT = 1024;

    private Sysctl() {
    }

    /** A number of 4 or 8 bytes; empty if there is none of this name. */
    public static OptionalLong number(String name) {
        NativeBuffer value = new NativeBuffer(Long.BYTES);
        return switch ((int) read(name, value)) {
            case Integer.BYTES -> OptionalLong.of(value.bytes().getInt(0));
            case Long.BYTES -> OptionalLong.of(value.bytes().getLong(0));
            default -> OptionalLong.empty();
        };
    }

    /** A text; empty if there is none of this name. */
    public static Optional<String> text(String name) {
        NativeBuffer value = new NativeBuffer(MAX_TEXT);
        int length = (int) read(name, value);
        byte[] text = new byte[length];
        value.bytes().get(0, text);
        while (length > 0 && text[length - 1] == 0) {
            length--;
        }
        return length == 0 ? Optional.empty() : Optional.of(new String(text, 0, length, StandardCharsets.UTF_8));
    }

    /** Returns the number of bytes that were written, 0 for a failure. */
    private static long read(String name, NativeBuffer value) {
        NativeBuffer length = new NativeBuffer(Long.BYTES);
        length.bytes().putLong(0, value.capacity());
        NativeBuffer cName = NativeBuffer.ofString(name);
        int result = LibSystem.sysctlbyname(cName.address(), value.address(), length.address(), 0, 0);
        // The garbage collector must not take the memory while only its address is in use.
        Reference.reachabilityFence(cName);
        return result == 0 ? length.bytes().getLong(0) : 0;
    }
}
