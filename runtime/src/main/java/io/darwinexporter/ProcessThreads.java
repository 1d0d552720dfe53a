package io.darwinexporter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The threads of a group that have one name.
 *
 * @param name the name; {@code other} for all whose names are more than are told apart
 * @param living how many threads have it now
 * @param values what they have done. Totals never fall: a thread that ends, or takes another name, leaves behind what it did.
 */
public record ProcessThreads(String name, int living, Map<ThreadMeasure, Long> values) {

    public ProcessThreads {
        Map<ThreadMeasure, Long> copy = new EnumMap<>(ThreadMeasure.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** The value of a measure; empty if it could be read of no thread. */
    public OptionalLong value(ThreadMeasure measure) {
        Long value = values.get(measure);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
