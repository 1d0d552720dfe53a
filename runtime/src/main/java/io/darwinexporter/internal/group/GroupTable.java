package io.darwinexporter.internal.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The groups there are, in the order in which they appeared, and which processes are in them. Unchanging between two
 * collections.
 */
public final class GroupTable {

    /** That of nobody. */
    public static final GroupTable NONE = new GroupTable();

    private static final int INITIAL_ROWS = 256;

    private final List<Group> groups = new ArrayList<>();
    private @Nullable Group[] groupOfRow = new Group[INITIAL_ROWS];
    private @Nullable Assignment[] assignmentOfRow = new Assignment[INITIAL_ROWS];
    private int rows;

    GroupTable() {
    }

    public int size() {
        return groups.size();
    }

    public Group group(int index) {
        return groups.get(index);
    }

    /** The group of the process that a row of the snapshot is about; null if it lives in none. */
    public @Nullable Group groupOfRow(int row) {
        return row < rows ? groupOfRow[row] : null;
    }

    /** Which group the process of a row is in, or was when it ended, and why; null for a row that there is not. */
    public @Nullable Assignment assignmentOfRow(int row) {
        return row < rows ? assignmentOfRow[row] : null;
    }

    /** Forgets which processes are in groups, before the rows of a new collection are added. */
    void beginCollection(int rows) {
        if (rows > groupOfRow.length) {
            assignmentOfRow = new Assignment[Math.max(rows, groupOfRow.length * 2)];
            // Last, as it is asked how much room there is, also after memory has run out in the line above.
            groupOfRow = new Group[assignmentOfRow.length];
        } else {
            Arrays.fill(groupOfRow, 0, Math.max(rows, this.rows), null);
            Arrays.fill(assignmentOfRow, 0, Math.max(rows, this.rows), null);
        }
        this.rows = rows;
    }

    void addMember(int row, Group group) {
        groupOfRow[row] = group;
    }

    void assign(int row, Assignment assignment) {
        assignmentOfRow[row] = assignment;
    }

    void add(Group group) {
        groups.add(group);
    }

    /** Removes groups that nobody expects and that have had no member since before that time. Returns those removed. */
    List<Group> removeEmptySince(long monotonicNanos) {
        List<Group> removed = List.of();
        for (Group group : groups) {
            if (group.processes() == 0 && group.expectedProcesses() == 0
                    && group.lastMemberNanos() - monotonicNanos < 0) {
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
