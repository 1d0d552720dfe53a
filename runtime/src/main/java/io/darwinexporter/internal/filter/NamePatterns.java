package io.darwinexporter.internal.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.ProcessFilter;

/**
 * Takes processes by include and exclude patterns: exclude patterns first; then, if there are include patterns, only names
 * that match one of them.
 */
public final class NamePatterns implements ProcessFilter {

    private static final String REGEX_CHARACTERS = "^$*+?()[]{}|\\";

    private final PatternSyntax syntax;
    private final List<NamePattern> include;
    private final List<NamePattern> exclude;
    private final List<String> warnings;

    /**
     * @throws IllegalArgumentException if a pattern is not well-formed or empty, with a message that names it
     */
    public NamePatterns(PatternSyntax syntax, List<String> include, List<String> exclude) {
        this.syntax = syntax;
        this.include = compile(syntax, include);
        this.exclude = compile(syntax, exclude);
        List<String> found = new ArrayList<>();
        if (syntax == PatternSyntax.SUBSTRING) {
            warnOfRegexes(include, found);
            warnOfRegexes(exclude, found);
        }
        this.warnings = List.copyOf(found);
    }

    /** A pattern as it is written and as it is asked. */
    private record NamePattern(String text, Predicate<String> test) {

        @Override
        public String toString() {
            return text;
        }
    }

    private static List<NamePattern> compile(PatternSyntax syntax, List<String> patterns) {
        List<NamePattern> compiled = new ArrayList<>();
        for (String pattern : patterns) {
            if (pattern.isEmpty()) {
                throw new IllegalArgumentException("a pattern is empty");
            }
            compiled.add(new NamePattern(pattern, syntax.compile(pattern)));
        }
        return List.copyOf(compiled);
    }

    private static void warnOfRegexes(List<String> patterns, List<String> warnings) {
        for (String pattern : patterns) {
            if (looksLikeRegex(pattern)) {
                warnings.add("pattern \"" + pattern + "\" looks like a regular expression but is matched as a substring;"
                        + " set pattern-syntax to regex or glob if that is meant");
            }
        }
    }

    private static boolean looksLikeRegex(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (REGEX_CHARACTERS.indexOf(pattern.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean accepts(String name) {
        if (firstMatch(exclude, name) != null) {
            return false;
        }
        return include.isEmpty() || firstMatch(include, name) != null;
    }

    /** What {@link #accepts} says of a name, and because of which pattern. */
    public NameDecision decide(String name) {
        String excludedBy = firstMatch(exclude, name);
        if (excludedBy != null) {
            return new NameDecision(NameDecision.Reason.EXCLUDED, excludedBy);
        }
        if (include.isEmpty()) {
            return new NameDecision(
                    exclude.isEmpty() ? NameDecision.Reason.NO_PATTERNS : NameDecision.Reason.NOT_EXCLUDED, null);
        }
        String includedBy = firstMatch(include, name);
        return new NameDecision(includedBy == null ? NameDecision.Reason.NOT_INCLUDED : NameDecision.Reason.INCLUDED,
                includedBy);
    }

    /** The first pattern that a name matches, as it is written; null if there is none. */
    private static @Nullable String firstMatch(List<NamePattern> patterns, String name) {
        for (NamePattern pattern : patterns) {
            if (pattern.test().test(name)) {
                return pattern.text();
            }
        }
        return null;
    }

    /** A sentence for each pattern that seems to be meant in another syntax; empty if none does. */
    public List<String> warnings() {
        return warnings;
    }

    /** In words: {@code glob, include [java*], exclude []}. */
    @Override
    public String toString() {
        if (include.isEmpty() && exclude.isEmpty()) {
            return "none, all processes are shown";
        }
        return syntax.name().toLowerCase(Locale.ROOT) + ", include " + include + ", exclude " + exclude;
    }
}
