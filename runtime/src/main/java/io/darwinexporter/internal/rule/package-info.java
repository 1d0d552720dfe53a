/**
 * Rules: which processes belong to which group, by what people wrote down.
 * <p>
 * In come rules as they are written, in a YAML file or in any other place that makes
 * {@link io.darwinexporter.internal.rule.RuleDefinition}s; out goes a {@link io.darwinexporter.internal.rule.RuleSet}, or all
 * problems at once, each with its place ({@link io.darwinexporter.internal.rule.RuleReading}). A rule set names the group of a
 * process, or explains why it does not. Must not know: groups and what is counted in them, where settings come from.
 */
@NullMarked
package io.darwinexporter.internal.rule;

import org.jspecify.annotations.NullMarked;
