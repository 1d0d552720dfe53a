package io.darwinexporter.internal.snapshot;

import java.util.Arrays;

/** Some rows of a snapshot, in order. Reused: grows to the largest number met and allocates nothing after that. */
public final class RowList {

    private static final int INITIAL_ROWS = 64;

    private int[] rows = new int[INITIAL_ROWS];
    private int size;

    public void clear() {
        size = 0;
    }

    public void add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        rows[size++] = row;
    }

    public int size() {
        return size;
    }

    public int row(int index) {
        return rows[index];
    }
}
