package io.darwinexporter.internal.rule;

import java.util.List;
import java.util.Set;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of RE2, found anywhere in a text unless it is anchored. The time that it takes grows with the length
 * of the text and no faster, whoever wrote it.
 */
final class Regex {

    private final Pattern pattern;

    /** @throws IllegalArgumentException if it is none, with a message that says why */
    Regex(String text) {
        try {
            pattern = Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }

    String text() {
        return pattern.pattern();
    }

    /** The names of its named groups. */
    Set<String> names() {
        return pattern.namedGroups().keySet();
    }

    /** Whether it is found; if so, named groups tell what they have found. */
    boolean finds(String text, Captures captures) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return false;
        }
        for (String name : names()) {
            String value = matcher.group(name);
            captures.put(name, value == null ? "" : value);
        }
        return true;
    }

    static List<String> texts(List<Regex> expressions) {
        return expressions.stream().map(Regex::text).toList();
    }
}
