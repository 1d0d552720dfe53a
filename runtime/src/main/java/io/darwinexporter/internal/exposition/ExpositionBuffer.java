package io.darwinexporter.internal.exposition;

import java.util.Arrays;

/**
 * Bytes of text in the making. Grows as needed and is reused: writing allocates nothing once it has grown.
 */
final class ExpositionBuffer {

    private static final int INITIAL_BYTES = 64 * 1024;
    private static final int LONGEST_NUMBER = 21;
    /** More than that of a label value is cut. */
    private static final int MAX_LABEL_CHARACTERS = 256;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** The bytes themselves, {@link #length()} of them; valid until the next write. */
    byte[] array() {
        return bytes;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    void write(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    void write(byte[] source) {
        ensure(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
    }

    /** Writes once more what has been written before. */
    void repeat(int from, int to) {
        int count = to - from;
        ensure(count);
        System.arraycopy(bytes, from, bytes, length, count);
        length += count;
    }

    /** Writes characters that are all ASCII. */
    @SuppressWarnings("deprecation") // the one way to copy the low bytes of characters at once
    void ascii(String text) {
        int count = text.length();
        ensure(count);
        text.getBytes(0, count, bytes, length);
        length += count;
    }

    /**
     * Writes text as it stands between the quotes of a label value: in UTF-8, with backslash, quote and line feed escaped,
     * unpaired surrogates as U+FFFD, and no more of it than {@value #MAX_LABEL_CHARACTERS} characters.
     */
    void labelValue(String text) {
        int characters = 0;
        for (int i = 0; i < text.length() && characters < MAX_LABEL_CHARACTERS; characters++) {
            ensure(4);
            char c = text.charAt(i++);
            if (c < 0x80) {
                escaped(c);
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xc0 | c >> 6);
                continuation(c);
            } else if (!Character.isSurrogate(c)) {
                threeBytes(c);
            } else if (Character.isHighSurrogate(c) && i < text.length() && Character.isLowSurrogate(text.charAt(i))) {
                fourBytes(Character.toCodePoint(c, text.charAt(i++)));
            } else {
                threeBytes('\uFFFD');
            }
        }
    }

    private void escaped(char ascii) {
        switch (ascii) {
            case '\\', '"' -> {
                bytes[length++] = '\\';
                bytes[length++] = (byte) ascii;
            }
            case '\n' -> {
                bytes[length++] = '\\';
                bytes[length++] = 'n';
            }
            default -> bytes[length++] = (byte) ascii;
        }
    }

    private void threeBytes(char c) {
        bytes[length++] = (byte) (0xe0 | c >> 12);
        continuation(c >> 6);
        continuation(c);
    }

    private void fourBytes(int codePoint) {
        bytes[length++] = (byte) (0xf0 | codePoint >> 18);
        continuation(codePoint >> 12);
        continuation(codePoint >> 6);
        continuation(codePoint);
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | bits & 0x3f);
    }

    /**
     * Writes a number exactly, without exponent and without zeros that say nothing: {@code decimal(1500, 3)} is {@code 1.5}.
     *
     * @param value the number's digits
     * @param decimals how many of them stand after the decimal point, 0 to 18
     */
    void decimal(long value, int decimals) {
        long digits = value;
        int after = decimals;
        while (after > 0 && digits % 10 == 0) {
            digits /= 10;
            after--;
        }
        if (digits < 0) {
            write('-');
        }
        int count = Math.max(digitCount(digits), after + 1);
        int size = after == 0 ? count : count + 1;
        ensure(LONGEST_NUMBER);
        int at = length + size;
        length = at;
        for (int i = 0; i < count; i++) {
            if (i == after && after > 0) {
                bytes[--at] = '.';
            }
            // Digit by digit without a sign, since Long.MIN_VALUE has no positive counterpart.
            bytes[--at] = (byte) ('0' + Math.abs((int) (digits % 10)));
            digits /= 10;
        }
    }

    private static int digitCount(long value) {
        int count = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            count++;
        }
        return count;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
