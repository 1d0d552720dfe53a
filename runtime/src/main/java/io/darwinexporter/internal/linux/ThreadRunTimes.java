package io.darwinexporter.internal.linux;

/**
 * How long each thread of one process had run when it was read last. Threads are asked about, and told, in the order of their
 * numbers.
 */
final class ThreadRunTimes {

    static final long UNKNOWN = -1;

    private static final long NEVER = -1;

    private int[] tids = new int[0];
    private long[] runNanos = new long[0];
    private int size;
    private int[] nextTids = new int[0];
    private long[] nextRunNanos = new long[0];
    private int nextSize;
    private int position;
    private long readIn = NEVER;

    /** Whether they were read in that collection. */
    boolean areOf(long collection) {
        return readIn == collection;
    }

    /** Tells that what was read last is what there is in that collection, too. */
    void keepFor(long collection) {
        readIn = collection;
    }

    /** Before so many threads, at most, are read. */
    void begin(long collection, int threads) {
        readIn = collection;
        if (nextTids.length < threads) {
            nextRunNanos = new long[threads + threads / 2];
            // Last, as it is asked how much room there is, also after memory has run out in the line above.
            nextTids = new int[nextRunNanos.length];
        }
        nextSize = 0;
        position = 0;
    }

    /** What was told of that thread last; {@link #UNKNOWN} if it was not. */
    long last(int tid) {
        while (position < size && tids[position] < tid) {
            position++;
        }
        return position < size && tids[position] == tid ? runNanos[position] : UNKNOWN;
    }

    /** Tells how long a thread has run; {@link #UNKNOWN} if it has to be read again in any case. */
    void add(int tid, long runNanos) {
        nextTids[nextSize] = tid;
        nextRunNanos[nextSize] = runNanos;
        nextSize++;
    }

    /** After the last thread. */
    void end() {
        int[] oldTids = tids;
        long[] oldRunNanos = runNanos;
        tids = nextTids;
        runNanos = nextRunNanos;
        size = nextSize;
        nextTids = oldTids;
        nextRunNanos = oldRunNanos;
    }
}
