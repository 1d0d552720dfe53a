package io.darwinexporter.internal.filter;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How an include or exclude pattern is written. All kinds are case-sensitive.
 */
public enum PatternSyntax {

    /** The name contains the pattern. */
    SUBSTRING {
        @Override
        Predicate<String> compile(String pattern) {
            return name -> name.contains(pattern);
        }
    },

    /** {@code *} stands for any characters, {@code ?} for one; the whole name must match. */
    GLOB {
        @Override
        Predicate<String> compile(String pattern) {
            StringBuilder regex = new StringBuilder(pattern.length() + 16);
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                switch (c) {
                    case '*' -> regex.append(".*");
                    case '?' -> regex.append('.');
                    default -> {
                        if (!Character.isLetterOrDigit(c) && c < 128) {
                            regex.append('\\');
                        }
                        regex.append(c);
                    }
                }
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
        }
    },

    /** A {@link Pattern regular expression} that is found anywhere in the name unless it is anchored. */
    REGEX {
        @Override
        Predicate<String> compile(String pattern) {
            try {
                return Pattern.compile(pattern).asPredicate();
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("\"" + pattern + "\" is no regular expression: " + e.getDescription(), e);
            }
        }
    };

    /**
     * Makes a test of a pattern.
     *
     * @throws IllegalArgumentException if it is not well-formed, with a message that names it
     */
    abstract Predicate<String> compile(String pattern);
}
