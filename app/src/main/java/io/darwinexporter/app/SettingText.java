package io.darwinexporter.app;

/**
 * Writes a value so that SmallRye Config reads exactly that value back: it expands <code>${...}</code> everywhere, and
 * in lists splits at commas and takes a backslash for an escape.
 */
final class SettingText {

    private SettingText() {
    }

    /** The value of a setting that is no list. */
    static String of(String value) {
        return value.replace("$", "\\$");
    }

    /** One item of a list whose items are joined by commas. */
    static String ofListItem(String item) {
        StringBuilder text = new StringBuilder(item.length() + 8);
        for (int i = 0; i < item.length(); i++) {
            char c = item.charAt(i);
            if (c == '\\' || c == ',' || c == '$') {
                text.append('\\');
            }
            text.append(c);
        }
        return text.toString();
    }
}
