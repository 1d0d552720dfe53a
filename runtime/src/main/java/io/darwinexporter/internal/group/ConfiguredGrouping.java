package io.darwinexporter.internal.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFact;
import io.darwinexporter.ProcessFacts;

/**
 * Groups by name, user and first token of the command line, or what is switched on of them, joined by {@code :} in that
 * order. With nothing on: by name.
 * <p>
 * A process without a (readable) command line is grouped by its name where the command line would stand.
 */
public final class ConfiguredGrouping implements GroupNamer {

    private final boolean byName;
    private final boolean byUser;
    private final boolean byCmdline;

    public ConfiguredGrouping(boolean byName, boolean byUser, boolean byCmdline) {
        this.byName = byName || !(byUser || byCmdline);
        this.byUser = byUser;
        this.byCmdline = byCmdline;
    }

    @Override
    public boolean usesArguments() {
        return byCmdline;
    }

    @Override
    public Set<ProcessFact> usedFacts() {
        return byCmdline ? Set.of(ProcessFact.ARGUMENTS) : Set.of();
    }

    @Override
    public String groupName(ProcessFacts process) {
        StringBuilder name = new StringBuilder();
        if (byName) {
            append(name, process.name());
        }
        if (byUser) {
            append(name, process.user());
        }
        if (byCmdline) {
            List<String> arguments = process.arguments();
            if (!arguments.isEmpty() && !arguments.get(0).isEmpty()) {
                append(name, arguments.get(0));
            } else if (!byName) {
                append(name, process.name());
            }
        }
        return name.toString();
    }

    /** In words: {@code by name, user}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (byName) {
            parts.add("name");
        }
        if (byUser) {
            parts.add("user");
        }
        if (byCmdline) {
            parts.add("command");
        }
        return "by " + String.join(", ", parts);
    }

    private static void append(StringBuilder name, String part) {
        if (name.length() > 0) {
            name.append(':');
        }
        name.append(part);
    }
}
