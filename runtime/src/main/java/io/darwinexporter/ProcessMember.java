package io.darwinexporter;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A living process, as a collection saw it.
 *
 * @param pid its process id
 * @param parentPid that of its parent, 0 where there is none
 * @param userId its effective user
 * @param name as {@link ProcessFacts#name()}
 * @param user the name of its effective user, or the number
 * @param state {@code running}, {@code sleeping}, {@code waiting}, {@code stopped}, {@code idle} or {@code unknown}
 * @param startTime when it was started
 * @param values what could be read of it; totals are those of the whole life of the process
 */
public record ProcessMember(int pid, int parentPid, long userId, String name, String user, String state, Instant startTime,
        Map<ProcessMeasure, Long> values) {

    public ProcessMember {
        values = unchangeable(values);
    }

    /** The value of a measure; empty if it could not be read, or the platform does not have it. */
    public OptionalLong value(ProcessMeasure measure) {
        return valueIn(values, measure);
    }

    /** A copy, in the order of the measures. */
    static Map<ProcessMeasure, Long> unchangeable(Map<ProcessMeasure, Long> values) {
        Map<ProcessMeasure, Long> copy = new EnumMap<>(ProcessMeasure.class);
        copy.putAll(values);
        return Collections.unmodifiableMap(copy);
    }

    static OptionalLong valueIn(Map<ProcessMeasure, Long> values, ProcessMeasure measure) {
        Long value = values.get(measure);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
