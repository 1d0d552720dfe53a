package io.darwinexporter.internal.group;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;

/**
 * Asks a {@link GroupNamer}, which may be anybody's code, and makes a usable group name of what it says.
 */
final class GroupNaming {

    private static final Logger LOG = Logger.getLogger(GroupNaming.class);

    static final int MAX_LENGTH = 256;
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
        String clean = labelValue(name.isEmpty() ? processName : name);
        return clean.isEmpty() ? NAMELESS : clean;
    }

    /** How often the namer threw. */
    long failures() {
        return failures;
    }

    /**
     * Text that may stand as a label value: unpaired surrogates become U+FFFD, and what is beyond {@value #MAX_LENGTH}
     * characters is cut, never in the middle of a pair.
     */
    static String labelValue(String text) {
        int length = text.length();
        if (length > MAX_LENGTH) {
            length = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        }
        StringBuilder mended = null;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (mended == null) {
                mended = new StringBuilder(text).delete(length, text.length());
            }
            mended.setCharAt(i, '\uFFFD');
        }
        if (mended != null) {
            return mended.toString();
        }
        return length == text.length() ? text : text.substring(0, length);
    }
}
