package io.darwinexporter.internal.group;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;
import io.darwinexporter.internal.snapshot.LabelText;

/**
 * Asks a {@link GroupNamer}, which may be anybody's code, and makes a usable group name of what it says.
 */
final class GroupNaming {

    private static final Logger LOG = Logger.getLogger(GroupNaming.class);

    static final String NAMELESS = "unknown";

    private final GroupNamer namer;
    private long failures;

    GroupNaming(GroupNamer namer) {
        this.namer = namer;
    }

    /** The group's name, or null to leave the process out. */
    @Nullable
    String groupName(ProcessFacts process) {
        String name;
        try {
            name = namer.groupName(process);
        } catch (RuntimeException e) {
            if (failures++ == 0) {
                LOG.warnf(e, "%s failed; processes for which it fails are grouped by name. Further failures are only counted.",
                        namer.getClass().getName());
            }
            name = process.name();
        }
        if (name == null) {
            return null;
        }
        return usable(name, process.name());
    }

    /** A name that a group can have: that of the process instead of none. */
    static String usable(String name, String processName) {
        String clean = LabelText.of(name.isEmpty() ? processName : name);
        return clean.isEmpty() ? NAMELESS : clean;
    }

    /** How often the namer threw. */
    long failures() {
        return failures;
    }
}
