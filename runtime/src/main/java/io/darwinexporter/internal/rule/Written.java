package io.darwinexporter.internal.rule;

/**
 * A text as it was written, and where.
 *
 * @param place for people: the file, line, column and key, or the name of the property
 */
public record Written(String text, String place) {

    boolean isTrueOrFalse() {
        return isTrue() || text.strip().equalsIgnoreCase("false");
    }

    boolean isTrue() {
        return text.strip().equalsIgnoreCase("true");
    }
}
