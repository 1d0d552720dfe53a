package io.darwinexporter.internal.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessFact;

/**
 * Makes a group's name of what is known of a process: text with variables, <code>{{.ExeBase}}:{{.Matches.Port}}</code> as
 * process-exporter has them or, shorter, <code>${exe}:${Port}</code>. See {@link Variable}.
 * <p>
 * Of Go's templates only fields are understood, not the language around them.
 */
final class NameTemplate {

    private final String text;
    private final List<Part> parts;

    /** A piece of a name. */
    private interface Part {

        void append(StringBuilder name, Subject subject, Captures captures);

        default Set<ProcessFact> usedFacts() {
            return Set.of();
        }
    }

    private record Literal(String text) implements Part {

        @Override
        public void append(StringBuilder name, Subject subject, Captures captures) {
            name.append(text);
        }
    }

    private record Capture(String key) implements Part {

        @Override
        public void append(StringBuilder name, Subject subject, Captures captures) {
            name.append(captures.get(key));
        }
    }

    private record Known(Variable variable) implements Part {

        @Override
        public void append(StringBuilder name, Subject subject, Captures captures) {
            name.append(variable.of(subject));
        }

        @Override
        public Set<ProcessFact> usedFacts() {
            return variable.usedFacts();
        }
    }

    private NameTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a template.
     *
     * @param captures the names of what the rule's regular expressions capture
     * @throws IllegalArgumentException if it has a variable that does not exist or does not end, with a message that says what
     *         there is
     */
    static NameTemplate parse(String text, Collection<String> captures) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            Spelling spelling = Spelling.nextIn(text, from);
            if (spelling == null) {
                parts.add(new Literal(text.substring(from)));
                break;
            }
            int begin = text.indexOf(spelling.begin(), from);
            if (begin > from) {
                parts.add(new Literal(text.substring(from, begin)));
            }
            int inside = begin + spelling.begin().length();
            int end = text.indexOf(spelling.end(), inside);
            if (end < 0) {
                throw new IllegalArgumentException("\"" + text.substring(begin) + "\" has no " + spelling.end());
            }
            parts.add(part(text.substring(inside, end).strip(), spelling, captures));
            from = end + spelling.end().length();
        }
        return new NameTemplate(text, parts);
    }

    /** What was captured comes first, so that a rule may call it what it likes. */
    private static Part part(String inside, Spelling spelling, Collection<String> captures) {
        for (String capture : captures) {
            if (inside.equals(spelling.of(capture))) {
                return new Capture(capture);
            }
        }
        for (Variable variable : spelling.variables()) {
            if (inside.equals(spelling.of(variable))) {
                return new Known(variable);
            }
        }
        List<String> known = new ArrayList<>();
        for (Variable variable : spelling.variables()) {
            known.add(spelling.whole(spelling.of(variable)));
        }
        for (String capture : captures) {
            known.add(spelling.whole(spelling.of(capture)));
        }
        throw new IllegalArgumentException(spelling.whole(inside) + " is none of " + String.join(", ", known));
    }

    String text() {
        return text;
    }

    /** The name, if it is the same for all processes; otherwise null. */
    @Nullable
    String constant() {
        for (Part part : parts) {
            if (!(part instanceof Literal)) {
                return null;
            }
        }
        return text;
    }

    Set<ProcessFact> usedFacts() {
        Set<ProcessFact> used = EnumSet.noneOf(ProcessFact.class);
        for (Part part : parts) {
            used.addAll(part.usedFacts());
        }
        return used;
    }

    String render(Subject subject, Captures captures) {
        StringBuilder name = new StringBuilder();
        for (Part part : parts) {
            part.append(name, subject, captures);
        }
        return name.toString();
    }
}
