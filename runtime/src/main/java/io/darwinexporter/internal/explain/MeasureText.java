package io.darwinexporter.internal.explain;

import java.util.Locale;

import io.darwinexporter.internal.snapshot.Measure;

/** Measures and their values as people read them. */
final class MeasureText {

    private static final String NANOS = "_NANOS";
    private static final String BYTES = "_BYTES";
    private static final String NANOJOULES = "_NANOJOULES";
    private static final String MILLIONTHS = "_MILLIONTHS";

    private MeasureText() {
    }

    /** The name without its unit: {@code cpu user}. */
    static String name(Measure measure) {
        String name = measure.name();
        for (String unit : new String[] { NANOS, BYTES, NANOJOULES, MILLIONTHS }) {
            if (name.endsWith(unit)) {
                name = name.substring(0, name.length() - unit.length());
                break;
            }
        }
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The value with its unit: {@code 1.250 s}. */
    static String value(Measure measure, long value) {
        String name = measure.name();
        if (name.endsWith(NANOS)) {
            return String.format(Locale.ROOT, "%,.3f s", value / 1e9);
        }
        if (name.endsWith(BYTES)) {
            return String.format(Locale.ROOT, "%,d bytes", value);
        }
        if (name.endsWith(NANOJOULES)) {
            return String.format(Locale.ROOT, "%,.3f J", value / 1e9);
        }
        if (name.endsWith(MILLIONTHS)) {
            return String.format(Locale.ROOT, "%.2f %%", value / 1e4);
        }
        return String.format(Locale.ROOT, "%,d", value);
    }
}
