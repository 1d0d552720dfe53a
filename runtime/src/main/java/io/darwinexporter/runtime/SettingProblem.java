package io.darwinexporter.runtime;

/**
 * A configuration value that is not accepted.
 *
 * @param property its whole name
 * @param value what was given
 * @param accepted what would have been accepted
 */
public record SettingProblem(String property, String value, String accepted) {

    /** The problem on one line, whatever characters the value has. */
    @Override
    public String toString() {
        return onOneLine(property + ": \"" + value + "\" is not accepted, " + ConfigurationProblems.ACCEPTED_PREFIX + accepted);
    }

    static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(isLineBreakOrControl(c) ? ' ' : c));
        return line.toString();
    }

    private static boolean isLineBreakOrControl(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
