package io.darwinexporter.internal.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.darwinexporter.internal.snapshot.ProcessFilter;

/**
 * Takes processes by include and exclude patterns: exclude patterns first; then, if there are include patterns, only names
 * that match one of them.
 */
public final class NamePatterns implements ProcessFilter {

    private static final String REGEX_CHARACTERS = "^$*+?()[]{}|\\";

    private final List<Predicate<String>> include;
    private final List<Predicate<String>> exclude;
    private final List<String> warnings;

    /**
     * @throws IllegalArgumentException if a pattern is not well-formed or empty, with a message that names it
     */
    public NamePatterns(PatternSyntax syntax, List<String> include, List<String> exclude) {
        this.include = compile(syntax, include);
        this.exclude = compile(syntax, exclude);
        List<String> found = new ArrayList<>();
        if (syntax == PatternSyntax.SUBSTRING) {
            warnOfRegexes(include, found);
            warnOfRegexes(exclude, found);
        }
        this.warnings = List.copyOf(found);
    }

    private static List<Predicate<String>> compile(PatternSyntax syntax, List<String> patterns) {
        List<Predicate<String>> compiled = new ArrayList<>();
        for (String pattern : patterns) {
            if (pattern.isEmpty()) {
                throw new IllegalArgumentException("a pattern is empty");
            }
            compiled.add(syntax.compile(pattern));
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
        if (matchesAny(exclude, name)) {
            return false;
        }
        return include.isEmpty() || matchesAny(include, name);
    }

    private static boolean matchesAny(List<Predicate<String>> patterns, String name) {
        for (Predicate<String> pattern : patterns) {
            if (pattern.test(name)) {
                return true;
            }
        }
        return false;
    }

    /** A sentence for each pattern that seems to be meant in another syntax; empty if none does. */
    public List<String> warnings() {
        return warnings;
    }
}
