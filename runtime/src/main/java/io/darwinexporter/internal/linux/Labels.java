package io.darwinexporter.internal.linux;

/** How long a text may be that becomes a label. */
final class Labels {

    private static final int LARGEST = 256;

    private Labels() {
    }

    /** The first 256 characters of a text, without half of a surrogate pair at the end. */
    static String cut(String text) {
        if (text.length() <= LARGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LARGEST - 1)) ? LARGEST - 1 : LARGEST;
        return text.substring(0, end);
    }
}
