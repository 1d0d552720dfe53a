package io.darwinexporter.internal.metric;

import java.util.Locale;

/**
 * What the values of a metric family are told in.
 * <p>
 * Values stay whole numbers until they are written: a unit says how many of their digits come after the decimal point, which
 * is also the whole conversion from the unit of a {@link io.darwinexporter.internal.snapshot.Measure} (nanoseconds, say) to
 * the base unit that is shown.
 */
public enum Unit {
    /** A count of things that the name tells. */
    NONE(0),
    BYTES(0),
    /** From nanoseconds. */
    SECONDS(9),
    /** From nanojoules. */
    JOULES(9),
    /** 0 to 1, from millionths. */
    RATIO(6),
    /** 0 to 100, from ten-thousandths of a percent. */
    PERCENT(4);

    private final int decimals;
    private final String label = ordinal() == 0 ? "" : name().toLowerCase(Locale.ROOT);

    Unit(int decimals) {
        this.decimals = decimals;
    }

    /** How many digits of a value come after the decimal point: a value of 1234 with 2 decimals is 12.34. */
    public int decimals() {
        return decimals;
    }

    /** The unit's name as metric names and documentation spell it; empty for {@link #NONE}. */
    public String label() {
        return label;
    }
}
