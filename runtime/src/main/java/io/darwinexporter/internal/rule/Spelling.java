package io.darwinexporter.internal.rule;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The two ways in which a template writes what varies. */
enum Spelling {

    /** As fields of Go's templates, which is how process-exporter has them: <code>{{.Matches.Port}}</code>. */
    FIELD("{{", "}}", ".", ".Matches."),
    /** Ours: <code>${Port}</code>. */
    SHORT("${", "}", "", "");

    private final String begin;
    private final String end;
    private final String beforeVariable;
    private final String beforeCapture;

    Spelling(String begin, String end, String beforeVariable, String beforeCapture) {
        this.begin = begin;
        this.end = end;
        this.beforeVariable = beforeVariable;
        this.beforeCapture = beforeCapture;
    }

    /** The spelling that begins first in a text, from a place in it; null if there is none. */
    static @Nullable Spelling nextIn(String text, int from) {
        Spelling next = null;
        int earliest = text.length();
        for (Spelling spelling : values()) {
            int begin = text.indexOf(spelling.begin, from);
            if (begin >= 0 && begin < earliest) {
                next = spelling;
                earliest = begin;
            }
        }
        return next;
    }

    String begin() {
        return begin;
    }

    String end() {
        return end;
    }

    /** The variables that it has a name for. */
    List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (Variable variable : Variable.values()) {
            if (!variable.name(this).isEmpty()) {
                variables.add(variable);
            }
        }
        return variables;
    }

    /** What stands between begin and end for a variable. */
    String of(Variable variable) {
        return beforeVariable + variable.name(this);
    }

    /** What stands between begin and end for what a regular expression has captured. */
    String of(String capture) {
        return beforeCapture + capture;
    }

    /** As it stands in a template. */
    String whole(String inside) {
        return begin + inside + end;
    }
}
