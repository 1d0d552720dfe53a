package io.darwinexporter;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Names the group that a process belongs to.
 * <p>
 * An application replaces the configured grouping ({@code quarkus.darwin-exporter.grouping.*}) by a CDI bean of this type:
 *
 * <pre>
 * &#64;Singleton
 * public class ByTeam implements GroupNamer {
 *     &#64;Override
 *     public String groupName(ProcessFacts process) {
 *         return process.user().startsWith("build-") ? "build" : process.name();
 *     }
 * }
 * </pre>
 *
 * Asked once for each process when it is first seen, and again when what is known of it has changed (after an exec, say);
 * not at every collection. Always called by one thread at a time, the one that collects: an implementation that is slow
 * delays the scrape, one that throws is counted and its process is grouped by name instead.
 */
@FunctionalInterface
public interface GroupNamer {

    /**
     * The name of the group of this process.
     *
     * @param process what is known of the process; valid only during the call
     * @return the group's name, or null to leave the process out (it counts as filtered then). An empty name stands for the
     *         name of the process. More than 256 characters are cut.
     */
    @Nullable
    String groupName(ProcessFacts process);

    /**
     * Whether {@link ProcessFacts#arguments()} is looked at. Reading the command line costs a system call or two for each new
     * process, so an implementation that does not need it says so here.
     *
     * @return true unless overridden
     */
    default boolean usesArguments() {
        return true;
    }

    /**
     * The facts that this namer looks at, of those that cost a system call or two for each new process. The others may be
     * empty when it is asked.
     *
     * @return all of them unless overridden, {@link ProcessFact#ARGUMENTS} if {@link #usesArguments()} says so
     */
    default Set<ProcessFact> usedFacts() {
        Set<ProcessFact> used = EnumSet.allOf(ProcessFact.class);
        if (!usesArguments()) {
            used.remove(ProcessFact.ARGUMENTS);
        }
        return used;
    }
}
