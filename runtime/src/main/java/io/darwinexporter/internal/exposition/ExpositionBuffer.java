package io.darwinexporter.internal.exposition;

import java.util.Arrays;

/**
 * Bytes of text in the making. Grows as needed: writing allocates nothing once it has grown.
 */
final class ExpositionBuffer {

    private static final int LEAST_BYTES = 1024;
    private static final int LONGEST_NUMBER = 21;
    /** More than that of a label value is cut. */
    private static final int MAX_LABEL_CHARACTERS = 256;

    private static final int EIGHT_DIGITS = 100_000_000;
    private static final long[] POWERS_OF_TEN = powersOfTen(19);

    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = new byte[LEAST_BYTES];
    private int length;

    private static long[] powersOfTen(int count) {
        long[] powers = new long[count];
        long power = 1;
        for (int i = 0; i < count; i++) {
            powers[i] = power;
            power *= 10;
        }
        return powers;
    }

    void clear() {
        length = 0;
    }

    /** Begins anew, in an array that is the caller's. */
    void beginIn(byte[] array) {
        bytes = array;
        length = 0;
    }

    /** Leaves the array to its owner, or to nobody. */
    void forget() {
        bytes = NOTHING;
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

    void write(char first, char second) {
        ensure(2);
        bytes[length++] = (byte) first;
        bytes[length++] = (byte) second;
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
        int most = Math.min(text.length(), 2 * MAX_LABEL_CHARACTERS);
        ensure(3 * most);
        int plain = plainCharacters(text, Math.min(most, MAX_LABEL_CHARACTERS));
        int characters = plain;
        for (int i = plain; i < most && characters < MAX_LABEL_CHARACTERS; characters++) {
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

    /** Writes the characters before the first that is not written as it is. Usually that is all of them. */
    private int plainCharacters(String text, int most) {
        byte[] array = bytes;
        int at = length;
        int i = 0;
        while (i < most) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == '"' || c == '\\' || c == '\n') {
                break;
            }
            array[at++] = (byte) c;
            i++;
        }
        length = at;
        return i;
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
     * <p>
     * A division takes longer than writing a digit. There is one to part what stands before the point from what stands after
     * it, and one for every eight digits more; within those, two digits at a time are told apart by multiplying.
     *
     * @param value the number's digits
     * @param decimals how many of them stand after the decimal point, 0 to 18
     */
    void decimal(long value, int decimals) {
        ensure(LONGEST_NUMBER);
        long whole = value;
        long fraction = 0;
        if (decimals > 0) {
            whole = value / POWERS_OF_TEN[decimals];
            fraction = value - whole * POWERS_OF_TEN[decimals];
        }
        if (value < 0) {
            bytes[length++] = '-';
            // That of the smallest number there is overflows to what is right when taken without a sign.
            whole = -whole;
            fraction = -fraction;
        }
        unsigned(whole);
        if (fraction != 0) {
            bytes[length++] = '.';
            digits(fraction, decimals);
            while (bytes[length - 1] == '0') {
                length--;
            }
        }
    }

    private void unsigned(long value) {
        if (value >= 0 && value < EIGHT_DIGITS) {
            digits((int) value, digitCount((int) value));
        } else {
            long high = Long.divideUnsigned(value, EIGHT_DIGITS);
            unsigned(high);
            digits((int) (value - high * EIGHT_DIGITS), 8);
        }
    }

    /** As many digits, with zeros in front where the value has less. */
    private void digits(long value, int count) {
        if (count > 8) {
            long high = value / EIGHT_DIGITS;
            digits(high, count - 8);
            digits((int) (value - high * EIGHT_DIGITS), 8);
        } else {
            digits((int) value, count);
        }
    }

    private void digits(int value, int count) {
        int rest = value;
        int at = length + count;
        length = at;
        int todo = count;
        while (todo > 1) {
            // x / 100, exact for all x of 31 bits; and below, x / 10 for two digits.
            int hundreds = (int) (rest * 1_374_389_535L >>> 37);
            int pair = rest - hundreds * 100;
            int tens = pair * 103 >> 10;
            bytes[--at] = (byte) ('0' + pair - tens * 10);
            bytes[--at] = (byte) ('0' + tens);
            rest = hundreds;
            todo -= 2;
        }
        if (todo == 1) {
            bytes[at - 1] = (byte) ('0' + rest);
        }
    }

    /** Of a value below {@value #EIGHT_DIGITS}. */
    private static int digitCount(int value) {
        int count = 1;
        while (count < 8 && value >= POWERS_OF_TEN[count]) {
            count++;
        }
        return count;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(bytes.length * 2, LEAST_BYTES), length + more));
        }
    }
}
