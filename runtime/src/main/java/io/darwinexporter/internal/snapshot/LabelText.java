package io.darwinexporter.internal.snapshot;

/** Text that may stand as the value of a label, whoever wrote it. */
public final class LabelText {

    /** The most characters that a label has. */
    public static final int MAX_LENGTH = 256;

    private LabelText() {
    }

    /**
     * A text as a label has it: unpaired surrogates become U+FFFD, and what is beyond {@value #MAX_LENGTH}
     * characters is cut, never in the middle of a pair.
     */
    public static String of(String text) {
        int length = text.length();
        if (length > MAX_LENGTH) {
            length = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        }
        StringBuilder mended = null;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (mended == null) {
                mended = new StringBuilder(text).delete(length, text.length());
            }
            mended.setCharAt(i, '\uFFFD');
        }
        if (mended != null) {
            return mended.toString();
        }
        return length == text.length() ? text : text.substring(0, length);
    }
}
