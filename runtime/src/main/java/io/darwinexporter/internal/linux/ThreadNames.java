package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.LabelText;

/**
 * Names of threads, made of bytes once: threads of many processes share few names. A hash table with open addressing; when
 * too many names have been met, it starts anew.
 */
final class ThreadNames {

    private static final int SLOTS = 8192;
    private static final int MOST = SLOTS / 2;

    private final @Nullable Name[] slots = new Name[SLOTS];
    private int size;

    private record Name(byte[] bytes, String text) {
    }

    /** The name that these bytes spell: what is not UTF-8 becomes U+FFFD. */
    String of(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        Name known = slots[slot];
        if (known == null) {
            if (size == MOST) {
                Arrays.fill(slots, null);
                size = 0;
                slot = slot(bytes, from, to);
            }
            known = new Name(Arrays.copyOfRange(bytes, from, to), LabelText.of(new String(bytes, from, to - from, UTF_8)));
            slots[slot] = known;
            size++;
        }
        return known.text;
    }

    /** Where the name is, or is to be put. */
    private int slot(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        for (Name name = slots[slot]; name != null
                && !Arrays.equals(name.bytes, 0, name.bytes.length, bytes, from, to); name = slots[slot]) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }
}
