package io.darwinexporter.internal.snapshot;

import java.util.EnumSet;
import java.util.Set;

import io.darwinexporter.ProcessFact;

/**
 * What a source is asked to read.
 *
 * @param kinds the kinds of measures wanted; {@link MeasureKind#IDENTITY} is always read
 * @param facts the facts wanted of those that cost something
 * @param kernelThreads whether kernel threads count as processes (Linux)
 */
public record SourceSettings(Set<MeasureKind> kinds, Set<ProcessFact> facts, boolean kernelThreads) {

    public SourceSettings {
        Set<MeasureKind> copy = EnumSet.of(MeasureKind.IDENTITY);
        copy.addAll(kinds);
        kinds = Set.copyOf(copy);
        facts = Set.copyOf(facts);
    }

    /** Everything a platform has but what has to be asked for, grouped by name, kernel threads left out. */
    public static SourceSettings defaults() {
        return new SourceSettings(EnumSet.complementOf(EnumSet.of(MeasureKind.PROPORTIONAL_MEMORY)), Set.of(), false);
    }

    public boolean wants(MeasureKind kind) {
        return kinds.contains(kind);
    }

    public boolean wants(ProcessFact fact) {
        return facts.contains(fact);
    }
}
