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

    private static final String LONG_BEGIN = "{{";
    private static final String LONG_END = "}}";
    private static final String SHORT_BEGIN = "${";
    private static final String SHORT_END = "}";
    private static final String MATCHES = "Matches.";

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
            int longBegin = beginOr(text.indexOf(LONG_BEGIN, from), text.length());
            int shortBegin = beginOr(text.indexOf(SHORT_BEGIN, from), text.length());
            int begin = Math.min(longBegin, shortBegin);
            if (begin > from) {
                parts.add(new Literal(text.substring(from, begin)));
            }
            if (begin == text.length()) {
                break;
            }
            boolean isLong = begin == longBegin;
            String endMark = isLong ? LONG_END : SHORT_END;
            int end = text.indexOf(endMark, begin + 2);
            if (end < 0) {
                throw new IllegalArgumentException("\"" + text.substring(begin) + "\" has no " + endMark);
            }
            String inside = text.substring(begin + 2, end).strip();
            parts.add(isLong ? longPart(inside, captures) : shortPart(inside, captures));
            from = end + endMark.length();
        }
        return new NameTemplate(text, parts);
    }

    private static int beginOr(int index, int end) {
        return index < 0 ? end : index;
    }

    private static Part longPart(String inside, Collection<String> captures) {
        if (inside.startsWith(".")) {
            String field = inside.substring(1);
            if (field.startsWith(MATCHES) && captures.contains(field.substring(MATCHES.length()))) {
                return new Capture(field.substring(MATCHES.length()));
            }
            Variable variable = Variable.named(field, false);
            if (variable != null) {
                return new Known(variable);
            }
        }
        List<String> known = new ArrayList<>();
        for (String name : Variable.names(false)) {
            known.add("{{." + name + "}}");
        }
        for (String capture : captures) {
            known.add("{{." + MATCHES + capture + "}}");
        }
        throw unknown(LONG_BEGIN + inside + LONG_END, known);
    }

    private static Part shortPart(String inside, Collection<String> captures) {
        if (captures.contains(inside)) {
            return new Capture(inside);
        }
        Variable variable = Variable.named(inside, true);
        if (variable != null) {
            return new Known(variable);
        }
        List<String> known = new ArrayList<>();
        for (String name : Variable.names(true)) {
            known.add("${" + name + "}");
        }
        for (String capture : captures) {
            known.add("${" + capture + "}");
        }
        throw unknown(SHORT_BEGIN + inside + SHORT_END, known);
    }

    private static IllegalArgumentException unknown(String given, List<String> known) {
        return new IllegalArgumentException(given + " is none of " + String.join(", ", known));
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
