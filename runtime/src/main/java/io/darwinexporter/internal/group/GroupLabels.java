package io.darwinexporter.internal.group;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The labels of a group: chosen when the group appears, the same for its life, but for those that a change of rules changes.
 * <p>
 * One instance a group, so that whatever is derived from the labels can be kept with them (see {@link #encoded}).
 */
public final class GroupLabels {

    private final String groupName;
    private final String name;
    private final String user;
    private final Map<String, String> extra;
    private byte @Nullable [] encoded;

    GroupLabels(String groupName, String name, String user, Map<String, String> extra) {
        this.groupName = groupName;
        this.name = name;
        this.user = user;
        this.extra = Collections.unmodifiableMap(new TreeMap<>(extra));
    }

    /** The name of the group, never empty. */
    public String groupName() {
        return groupName;
    }

    /** The name of the process that the group was made for. */
    public String name() {
        return name;
    }

    /** The user of the process that the group was made for. */
    public String user() {
        return user;
    }

    /** Labels that a rule gives to the group beside these, in the order of their names; mostly none. */
    public Map<String, String> extra() {
        return extra;
    }

    GroupLabels withExtra(Map<String, String> extra) {
        return new GroupLabels(groupName, name, user, extra);
    }

    /**
     * These labels as some encoder writes them; asked once, then remembered. There is one encoder in a program.
     *
     * @return the encoder's bytes; not to be changed
     */
    public byte[] encoded(Encoder encoder) {
        byte[] bytes = encoded;
        if (bytes == null) {
            bytes = encoder.encode(this);
            encoded = bytes;
        }
        return bytes;
    }

    /** Writes labels in the form that some output needs. */
    @FunctionalInterface
    public interface Encoder {
        byte[] encode(GroupLabels labels);
    }
}
