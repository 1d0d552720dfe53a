package io.darwinexporter.internal.darwin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Texts in structures of the kernel: NUL-padded bytes, mostly UTF-8, but a long name may have been cut within a character.
 */
final class KernelText {

    private KernelText() {
    }

    /** The number of bytes before the NUL, or all if there is none. */
    static int length(ByteBuffer bytes, int offset, int maxLength) {
        int length = 0;
        while (length < maxLength && bytes.get(offset + length) != 0) {
            length++;
        }
        return length;
    }

    /** The text before the NUL; bytes that are not UTF-8 become U+FFFD. */
    static String decode(ByteBuffer bytes, int offset, int maxLength) {
        byte[] text = new byte[length(bytes, offset, maxLength)];
        bytes.get(offset, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Takes a copy of the whole field into {@code copy}, and tells whether that has changed it. */
    static boolean update(byte[] copy, ByteBuffer bytes, int offset) {
        boolean changed = false;
        for (int i = 0; i < copy.length; i++) {
            byte now = bytes.get(offset + i);
            changed |= copy[i] != now;
            copy[i] = now;
        }
        return changed;
    }
}
