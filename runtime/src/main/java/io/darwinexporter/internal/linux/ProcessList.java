package io.darwinexporter.internal.linux;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Processes in a reused array. */
final class ProcessList {

    private @Nullable KnownProcess[] processes = new KnownProcess[256];
    private int size;

    /** Empties the list and lets go of what was in it. */
    void clear() {
        Arrays.fill(processes, 0, size, null);
        size = 0;
    }

    void add(KnownProcess process) {
        if (size == processes.length) {
            processes = Arrays.copyOf(processes, size * 2);
        }
        processes[size++] = process;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("NullAway") // those below size are set
    KnownProcess get(int index) {
        return processes[index];
    }
}
