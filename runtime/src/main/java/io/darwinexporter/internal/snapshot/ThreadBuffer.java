package io.darwinexporter.internal.snapshot;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The threads of some processes, as one collection saw them: processes in the order in which they were asked for, and the
 * threads of each in the order of their numbers.
 * <p>
 * Of a process, or of one of its threads, a source may tell only that it {@linkplain #isProcessKept is there as it was}: it
 * has done nothing since the previous collection, or could not be read in this one. A process that is missing has gone, and
 * so has a thread that is missing in a process which is not kept.
 * <p>
 * Owned and reused by the collecting thread, as a {@link SnapshotBuffer} is: filled by
 * {@link ProcessSource#readThreads}, valid until the next collection. Grows to the largest number of threads met and
 * allocates nothing after that.
 */
public final class ThreadBuffer {

    private static final int INITIAL_PROCESSES = 16;
    private static final int INITIAL_THREADS = 128;

    private int processes;
    private int[] row = new int[INITIAL_PROCESSES];
    private boolean[] processKept = new boolean[INITIAL_PROCESSES];
    private int[] firstThread = new int[INITIAL_PROCESSES];

    private int threads;
    private int[] tid = new int[INITIAL_THREADS];
    private long[] startNanos = new long[INITIAL_THREADS];
    private @Nullable String[] name = new String[INITIAL_THREADS];
    private int[] present = new int[INITIAL_THREADS];
    private long[] values = new long[INITIAL_THREADS * ThreadCounter.COUNT];

    /** Forgets the previous collection. */
    public void begin() {
        Arrays.fill(name, 0, threads, null);
        processes = 0;
        threads = 0;
    }

    /** Adds a process; the threads that are told next are its. */
    public void addProcess(int row) {
        addProcess(row, false);
    }

    /** Tells that a process has the threads that it had, of which nothing new is known. */
    public void keepProcess(int row) {
        addProcess(row, true);
    }

    private void addProcess(int row, boolean kept) {
        if (processes == this.row.length) {
            int size = processes * 2;
            processKept = Arrays.copyOf(processKept, size);
            firstThread = Arrays.copyOf(firstThread, size);
            // Last, as it is asked how much room there is, also after memory has run out above.
            this.row = Arrays.copyOf(this.row, size);
        }
        this.row[processes] = row;
        processKept[processes] = kept;
        firstThread[processes] = threads;
        processes++;
    }

    /** Takes back the last process and what was told of its threads: it has gone. */
    public void removeLastProcess() {
        processes--;
        Arrays.fill(name, firstThread[processes], threads, null);
        threads = firstThread[processes];
    }

    /**
     * Adds a thread that has no counters yet.
     *
     * @param tid its number, larger than that of the thread before
     * @param startNanos when it was started, by the source's clock; with the number this is its identity
     * @param name its name, already valid Unicode; may be empty
     * @return to {@link #set} counters with
     */
    public int addThread(int tid, long startNanos, String name) {
        int thread = add(tid);
        this.startNanos[thread] = startNanos;
        this.name[thread] = name;
        return thread;
    }

    /** Tells that the thread of that number is there, and nothing new is known of it. */
    public void keepThread(int tid) {
        add(tid);
    }

    private int add(int tid) {
        if (threads == this.tid.length) {
            int size = threads * 2;
            startNanos = Arrays.copyOf(startNanos, size);
            name = Arrays.copyOf(name, size);
            present = Arrays.copyOf(present, size);
            values = Arrays.copyOf(values, size * ThreadCounter.COUNT);
            this.tid = Arrays.copyOf(this.tid, size);
        }
        this.tid[threads] = tid;
        present[threads] = 0;
        return threads++;
    }

    /** Gives a thread a counter. */
    public void set(int thread, ThreadCounter counter, long value) {
        values[thread * ThreadCounter.COUNT + counter.ordinal()] = value;
        present[thread] |= counter.bit();
    }

    /** The number of processes. */
    public int processes() {
        return processes;
    }

    /** The row of a process in the snapshot. */
    public int row(int process) {
        return row[process];
    }

    /** Whether a process has the threads that it had, of which nothing new is known. */
    public boolean isProcessKept(int process) {
        return processKept[process];
    }

    /** The first thread of a process. */
    public int firstThread(int process) {
        return firstThread[process];
    }

    /** Behind the last thread of a process. */
    public int endThread(int process) {
        return process + 1 < processes ? firstThread[process + 1] : threads;
    }

    public int tid(int thread) {
        return tid[thread];
    }

    /** The name of a thread; null if it is there and nothing new is known of it. */
    public @Nullable String name(int thread) {
        return name[thread];
    }

    /** When a thread was started, by the source's clock; only of those that have a name. */
    public long startNanos(int thread) {
        return startNanos[thread];
    }

    public boolean has(int thread, ThreadCounter counter) {
        return (present[thread] & counter.bit()) != 0;
    }

    /** The value of a counter; only after {@link #has}. */
    public long value(int thread, ThreadCounter counter) {
        return values[thread * ThreadCounter.COUNT + counter.ordinal()];
    }
}
