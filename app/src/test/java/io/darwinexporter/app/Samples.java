package io.darwinexporter.app;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Looks for values in exposition text. */
final class Samples {

    private final String text;

    Samples(String text) {
        this.text = text;
    }

    /** The value of the one series whose line begins with this. */
    double value(String beginning) {
        return find(beginning).orElseThrow(() -> new AssertionError("no " + beginning + " in\n" + text));
    }

    OptionalDouble find(String beginning) {
        return values(beginning).findFirst();
    }

    /** The sum of all series whose line begins with this. */
    double sum(String beginning) {
        return values(beginning).sum();
    }

    private DoubleStream values(String beginning) {
        return text.lines().filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
    }
}
