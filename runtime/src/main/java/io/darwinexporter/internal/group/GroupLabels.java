package io.darwinexporter.internal.group;

import java.util.Arrays;

/**
 * The labels of a group: chosen when the group appears, the same for its life.
 * <p>
 * One instance a group, so that whatever is derived from the labels can be kept with them (see {@link #in}).
 */
public final class GroupLabels {

    private static final Object[] NONE = {};

    private final String groupName;
    private final String name;
    private final String user;
    /** A form, what it made, the next form, and so on: outputs are few. */
    private Object[] forms = NONE;

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
     * These labels in some form; made once, then remembered. Used by one thread at a time, the one that has the collection's
     * result on loan.
     */
    @SuppressWarnings("unchecked") // what stands behind a form was made by it
    public <T> T in(LabelForm<T> form) {
        Object[] known = forms;
        for (int i = 0; i < known.length; i += 2) {
            if (known[i] == form) {
                return (T) known[i + 1];
            }
        }
        T made = form.of(this);
        forms = Arrays.copyOf(known, known.length + 2);
        forms[known.length] = form;
        forms[known.length + 1] = made;
        return made;
    }
}
