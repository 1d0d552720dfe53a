package io.darwinexporter.internal.linux;

import java.util.Arrays;

/**
 * Descriptors of files of one process that stay open from one collection to the next. They are bound to the process, not to
 * its pid: when it has gone, they tell nothing any more, whoever has the pid then.
 */
final class KeptDescriptors {

    static final int NONE = -1;

    private final int[] descriptors = new int[ProcessFile.COUNT];

    KeptDescriptors() {
        Arrays.fill(descriptors, NONE);
    }

    int get(ProcessFile file) {
        return descriptors[file.ordinal()];
    }

    void set(ProcessFile file, int descriptor) {
        descriptors[file.ordinal()] = descriptor;
    }
}
