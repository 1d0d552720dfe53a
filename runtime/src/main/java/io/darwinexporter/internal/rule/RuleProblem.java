package io.darwinexporter.internal.rule;

/**
 * Something that is wrong with rules.
 *
 * @param place the file, line, column and key, or the name of the property
 * @param value what is written there
 * @param accepted what would have been accepted, so that "it takes" can stand before it
 */
public record RuleProblem(String place, String value, String accepted) {

    @Override
    public String toString() {
        return place + ": \"" + value + "\" is not accepted, it takes " + accepted;
    }
}
