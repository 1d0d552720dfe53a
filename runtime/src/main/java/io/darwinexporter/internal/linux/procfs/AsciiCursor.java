package io.darwinexporter.internal.linux.procfs;

/**
 * Walks over the bytes of a text file and reads decimal numbers in place. Reused; never reads past the length.
 */
final class AsciiCursor {

    private byte[] bytes = new byte[0];
    private int length;
    private int position;

    AsciiCursor wrap(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.length = length;
        this.position = from;
        return this;
    }

    boolean atEnd() {
        return position >= length;
    }

    int position() {
        return position;
    }

    /** The byte at the cursor, or 0 at the end. */
    byte peek() {
        return atEnd() ? 0 : bytes[position];
    }

    /** Moves behind spaces and tabs. */
    AsciiCursor skipBlanks() {
        while (position < length && (bytes[position] == ' ' || bytes[position] == '\t')) {
            position++;
        }
        return this;
    }

    /** Moves over a number of words and the blanks before each. */
    AsciiCursor skipWords(int count) {
        for (int i = 0; i < count; i++) {
            skipBlanks();
            while (position < length && bytes[position] > ' ') {
                position++;
            }
        }
        return this;
    }

    /** Moves to the beginning of the next line, or to the end. */
    AsciiCursor nextLine() {
        while (position < length && bytes[position] != '\n') {
            position++;
        }
        if (position < length) {
            position++;
        }
        return this;
    }

    /** Moves over these bytes if they are next. */
    boolean accept(byte[] expected) {
        if (length - position < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[position + i] != expected[i]) {
                return false;
            }
        }
        position += expected.length;
        return true;
    }

    /**
     * Reads the next number, after blanks. A number of more than 64 bits, as of a counter that the kernel prints unsigned,
     * wraps as it does in C. Where there are no digits: 0, and the cursor stays.
     */
    long number() {
        skipBlanks();
        boolean negative = position < length && bytes[position] == '-';
        int at = negative ? position + 1 : position;
        int first = at;
        long value = 0;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at] - '0');
            at++;
        }
        if (at == first) {
            return 0;
        }
        position = at;
        return negative ? -value : value;
    }

    /** Whether a whole file is there: every file read here ends with a line's end. */
    static boolean endsWithLine(byte[] bytes, int length) {
        return length > 0 && bytes[length - 1] == '\n';
    }
}
