package io.darwinexporter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one collection has found. Unchangeable, and never out of date with itself: all of it is of the same moment.
 *
 * @param time when the collection ended
 * @param isCurrent false if a later collection has failed, so that this is older than it could be
 * @param supported the measures that this platform, with these privileges, can supply
 * @param missing what is lacking here and what that costs, one sentence each
 * @param groups the groups, in the order in which they appeared
 */
public record ProcessCollection(Instant time, boolean isCurrent, Set<ProcessMeasure> supported, List<String> missing,
        List<ProcessGroup> groups) {

    public ProcessCollection {
        supported = Set.copyOf(supported);
        missing = List.copyOf(missing);
        groups = List.copyOf(groups);
    }

    /** The group of that name. */
    public Optional<ProcessGroup> group(String name) {
        for (ProcessGroup group : groups) {
            if (group.name().equals(name)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }
}
