package io.darwinexporter.internal.metric;

import io.darwinexporter.internal.group.GroupLabels;

/**
 * Takes the samples of a metric family, one after the other: the labels of a sample first, if it has any, then its value,
 * which ends it.
 * <p>
 * A sample's labels are always those that the family names, in that order.
 */
public interface SampleSink {

    /** The labels of a group: those of the catalogue's {@link Profile}, and those that a rule gives to the group. */
    void labels(GroupLabels group);

    /** A label. */
    void label(String name, String value);

    /** A label whose value is a number: {@code value} with its last {@code decimals} digits after the decimal point. */
    void label(String name, long value, int decimals);

    /** The value of a gauge or of a counter of which nobody knows when it was 0, in the family's {@link Unit}. */
    void value(long value);

    /** Whether it uses the time that {@link #counter} tells; if not, the {@link #value} alone is as good and costs less. */
    boolean tellsCreation();

    /** The value of a counter, and when it was 0 last, in nanoseconds since 1970. */
    void counter(long value, long createdEpochNanos);
}
