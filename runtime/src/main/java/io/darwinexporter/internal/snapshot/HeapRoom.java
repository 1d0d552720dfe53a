package io.darwinexporter.internal.snapshot;

import java.lang.ref.Reference;

/**
 * Whether there is room in the heap. A collection that is broken off halfway for want of memory is harder to go on from than
 * one that was not begun, so this is asked before.
 */
public final class HeapRoom {

    private static final int BYTES_PER_MIB = 1024 * 1024;
    /** What a steady collection takes, at most. */
    private static final int LEAST = 2 * BYTES_PER_MIB;
    /** What is kept of a process and its group, with a copy of the arrays that it may be the last to fit into. */
    private static final int OF_NEW_PROCESS = 2048;

    private HeapRoom() {
    }

    /**
     * Sees to it that there is memory for a collection.
     *
     * @param newProcesses how many processes it will show that the last did not
     * @throws CollectionFailedException if there is not
     */
    public static void forCollection(int newProcesses) throws CollectionFailedException {
        long bytes = LEAST + (long) Math.max(0, newProcesses) * OF_NEW_PROCESS;
        if (!has(bytes)) {
            throw new CollectionFailedException("it takes " + bytes / BYTES_PER_MIB + " MiB that are not free in the heap of "
                    + Runtime.getRuntime().maxMemory() / BYTES_PER_MIB + " MiB (-Xmx)");
        }
    }

    /** Whether so many bytes are free, if need be after garbage has been collected. */
    static boolean has(long bytes) {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() >= bytes) {
            return true;
        }
        if (bytes > runtime.maxMemory()) {
            return false;
        }
        // Much of what is used may be garbage. Only an allocation finds out: asking for a collection may be switched off.
        try {
            byte[] probe = new byte[(int) Math.min(bytes, Integer.MAX_VALUE - 8)];
            Reference.reachabilityFence(probe);
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }
}
