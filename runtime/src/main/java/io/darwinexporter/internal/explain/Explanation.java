package io.darwinexporter.internal.explain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.filter.NameDecision;
import io.darwinexporter.internal.rule.RuleVerdict;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * What a collection saw of one process, and why the process is where it is.
 *
 * @param facts what else is known of it, with the command line only if whoever asked may see secrets
 * @param ancestors its parent, the parent's parent and so on, as far as they are seen
 * @param selection whether it is shown, by its name
 * @param rules what each rule says of it, in order; the first that matched counts
 * @param readings the measures that could be read, with their values
 * @param unread the measures that this host has for other processes, or another host would have
 */
public record Explanation(Subject subject, List<Fact> facts, List<Ancestor> ancestors, NameDecision selection,
        List<RuleVerdict> rules, Placement placement, List<Reading> readings, List<Unread> unread) {

    public Explanation {
        facts = List.copyOf(facts);
        ancestors = List.copyOf(ancestors);
        rules = List.copyOf(rules);
        readings = List.copyOf(readings);
        unread = List.copyOf(unread);
    }

    /**
     * Who the process is.
     *
     * @param commandName the name that the kernel accounts under
     * @param state as in labels
     */
    public record Subject(int pid, String name, String commandName, String user, long userId, String state,
            Instant startTime) {
    }

    /**
     * A fact that costs something to read.
     *
     * @param values empty if nothing is known
     * @param wanted whether it is read at all, because the grouping looks at it
     * @param failure why it could not be read; what it has for values has been put in instead
     */
    public record Fact(ProcessFact fact, List<String> values, boolean wanted, @Nullable ReadFailure failure) {

        public Fact {
            values = List.copyOf(values);
        }
    }

    /**
     * A process that the one in question descends from.
     *
     * @param name null if the collection has not seen it
     * @param group the group it is in; null if it is in none
     */
    public record Ancestor(int pid, @Nullable String name, @Nullable String group) {
    }

    /**
     * Where the process is counted.
     *
     * @param group null if in no group
     * @param why a sentence for people
     */
    public record Placement(@Nullable String group, Reason reason, String why) {

        /** What decided. */
        public enum Reason {
            /** It has ended. */
            ENDED,
            /** The include and exclude patterns leave it out. */
            NAME,
            /** A rule takes it. */
            RULE,
            /** No rule takes it, and it follows its parent. */
            PARENT,
            /** No rule takes it, if there are any: the grouping names the group. */
            GROUPING,
            /** No rule takes it, and nothing else counts, or the grouping leaves it out. */
            LEFT_OUT
        }
    }

    /** A value that could be read; a total is that of the whole life of the process. */
    public record Reading(Measure measure, long value) {
    }

    /** A value that could not be read. */
    public record Unread(Measure measure, Reason reason) {

        /** Why not. */
        public enum Reason {
            /** Another user's process, and the exporter may not look into it. */
            DENIED("not allowed"),
            /** The process is excluded, or has ended: no more than its identity is read. */
            NOT_LOOKED_AT("not looked at"),
            /** The exporter is told not to read it. */
            SWITCHED_OFF("switched off"),
            /** It takes an exporter that goes on running to know. */
            NOT_FOLLOWED("followed by a running exporter only"),
            /** This platform, or the exporter with its privileges on it, has no such measure. */
            UNSUPPORTED("not available here"),
            /** Read for others; of this process there was nothing, as when it ended meanwhile. */
            NOT_FOUND("not found");

            private final String text;

            Reason(String text) {
                this.text = text;
            }

            /** In words. */
            public String text() {
                return text;
            }
        }
    }
}
