package io.darwinexporter.internal.group;

import java.util.ArrayList;
import java.util.List;

/**
 * The groups there are, in the order in which they appeared. Unchanging between two collections.
 */
public final class GroupTable {

    private final List<Group> groups = new ArrayList<>();

    GroupTable() {
    }

    public int size() {
        return groups.size();
    }

    public Group group(int index) {
        return groups.get(index);
    }

    void add(Group group) {
        groups.add(group);
    }

    /** Removes groups that have had no member since before that time. Returns those removed. */
    List<Group> removeEmptySince(long monotonicNanos) {
        List<Group> removed = List.of();
        for (Group group : groups) {
            if (group.processes() == 0 && group.lastMemberNanos() - monotonicNanos < 0) {
                if (removed.isEmpty()) {
                    removed = new ArrayList<>();
                }
                removed.add(group);
            }
        }
        if (!removed.isEmpty()) {
            groups.removeAll(removed);
        }
        return removed;
    }
}
