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
        return property + ": \"" + onOneLine(value) + "\" is not accepted, only " + onOneLine(accepted);
    }

    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.toString();
    }
}
