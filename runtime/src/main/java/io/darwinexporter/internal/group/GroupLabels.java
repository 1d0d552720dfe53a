package io.darwinexporter.internal.group;

import org.jspecify.annotations.Nullable;

/**
 * The labels of a group: chosen when the group appears, the same for its life.
 * <p>
 * One instance a group, so that whatever is derived from the labels can be kept with them (see {@link #encoded}).
 */
public final class GroupLabels {

    private final String groupName;
    private final String name;
    private final String user;
    private @Nullable Encoded encoded;

    GroupLabels(String groupName, String name, String user) {
        this.groupName = groupName;
        this.name = name;
        this.user = user;
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

    /**
     * These labels as some encoder writes them; each is asked once, then remembered. There are few encoders in a program.
     *
     * @return the encoder's bytes; not to be changed
     */
    public byte[] encoded(Encoder encoder) {
        for (Encoded known = encoded; known != null; known = known.next) {
            if (known.encoder == encoder) {
                return known.bytes;
            }
        }
        byte[] bytes = encoder.encode(this);
        encoded = new Encoded(encoder, bytes, encoded);
        return bytes;
    }

    private record Encoded(Encoder encoder, byte[] bytes, @Nullable Encoded next) {
    }

    /** Writes labels in the form that some output needs. */
    @FunctionalInterface
    public interface Encoder {
        byte[] encode(GroupLabels labels);
    }
}
