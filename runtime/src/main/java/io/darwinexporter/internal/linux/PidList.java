package io.darwinexporter.internal.linux;

import java.util.Arrays;

/** Numbers of processes or threads, in a reused array. */
final class PidList {

    private int[] ids = new int[256];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return ids[index];
    }

    void sort() {
        Arrays.sort(ids, 0, size);
    }
}
