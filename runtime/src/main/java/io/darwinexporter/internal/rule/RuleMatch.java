package io.darwinexporter.internal.rule;

/**
 * The rule that names the group of a process.
 *
 * @param groupName may be empty, or longer than a label should be
 */
public record RuleMatch(Rule rule, String groupName) {
}
