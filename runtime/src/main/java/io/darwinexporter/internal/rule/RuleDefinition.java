package io.darwinexporter.internal.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A rule as it was written, not yet checked. What is null was not written.
 *
 * @param place where it stands
 * @param argumentSelectsExecutable whether {@code exe} is about the first argument, as in process-exporter, and not about the
 *        real executable
 * @param name the template of the group's name
 * @param selectors what it selects by, for each key the texts
 * @param labels by their name
 */
public record RuleDefinition(String place, boolean argumentSelectsExecutable, @Nullable Written name,
        Map<String, List<Written>> selectors, Map<String, Written> labels, @Nullable Written expected,
        @Nullable Written trackChildren, @Nullable Written threads) {

    /** The keys of selectors, in the order in which they are asked: what is cheap first. */
    public static final List<String> SELECTOR_KEYS = List.of(Selectors.COMM, Selectors.USER, Selectors.EXE, Selectors.UNIT,
            Selectors.CONTAINER, Selectors.POD, Selectors.BUNDLE, Selectors.CGROUP, Selectors.CMDLINE);

    public RuleDefinition {
        selectors = new LinkedHashMap<>(selectors);
        labels = new LinkedHashMap<>(labels);
    }
}
