package io.darwinexporter.internal.group;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of a group: chosen when the group appears, the same for its life, but for those that a change of rules changes.
 * <p>
 * One instance a group, so that whatever is derived from the labels can be kept with them (see {@link #in}).
 */
public final class GroupLabels {

    private static final Object[] NONE = {};

    private final String groupName;
    private final String name;
    private final String user;
    private final Map<String, String> extra;
    /** A form, what it made, the next form, and so on: outputs are few. */
    private Object[] forms = NONE;
    /** The form that was asked for last, since an output asks for the same with every sample, and what it made. */
    private Object lastForm = NONE;
    private Object last = NONE;

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
     * These labels in some form; made once, then remembered. Used by one thread at a time, the one that has the collection's
     * result on loan.
     */
    @SuppressWarnings("unchecked") // what is kept under a form was made by it
    public <T> T in(LabelForm<T> form) {
        if (form == lastForm) {
            return (T) last;
        }
        int place = 0;
        while (place < forms.length && forms[place] != form) {
            place += 2;
        }
        if (place == forms.length) {
            T made = form.of(this);
            forms = Arrays.copyOf(forms, place + 2);
            forms[place] = form;
            forms[place + 1] = made;
        }
        lastForm = form;
        last = forms[place + 1];
        return (T) last;
    }
}
