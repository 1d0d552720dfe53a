package io.darwinexporter.internal.snapshot;

import java.util.Arrays;
import java.util.List;

/**
 * What one collection saw: a row for each process, and counts of what could not be seen.
 * <p>
 * Owned and reused by the collecting thread: filled by a {@link ProcessSource}, valid until the next collection begins. Grows
 * to the largest number of processes met and allocates nothing after that.
 * <p>
 * Rows are processes that live, zombies, and processes that have gone and of which the last use is known
 * ({@link ProcessState#EXITED}; the same process may have a row as living and, further down, one as exited when it ended
 * while the collection ran). Values of rows that do not live are credited to their group, which they are no members of.
 * <p>
 * A row may be {@linkplain #exclude excluded}: the filter did not take it. What it has used is known as far as that costs
 * nothing, so that it is not looked for elsewhere, but it belongs to no group.
 */
public final class SnapshotBuffer {

    private static final int INITIAL_ROWS = 256;
    private static final int KINDS = MeasureKind.values().length;
    private static final int FAILURES = ReadFailure.values().length;

    private long listingStartNanos;
    private long hostCpuNanos;
    private int rows;
    private int vanished;
    private long lostExits;
    private long sockets;
    private long lostNetworkUpdates;
    private final long[] readFailures = new long[KINDS * FAILURES];

    private int[] pid = new int[INITIAL_ROWS];
    private int[] parentPid = new int[INITIAL_ROWS];
    private long[] userId = new long[INITIAL_ROWS];
    private long[] groupId = new long[INITIAL_ROWS];
    private long[] startNanos = new long[INITIAL_ROWS];
    private ProcessState[] state = new ProcessState[INITIAL_ROWS];
    private ProcessDescription[] description = new ProcessDescription[INITIAL_ROWS];
    private boolean[] excluded = new boolean[INITIAL_ROWS];
    private boolean[] denied = new boolean[INITIAL_ROWS];
    private long[] present = new long[INITIAL_ROWS];
    private long[] values = new long[INITIAL_ROWS * Measure.COUNT];

    /**
     * Forgets the previous collection.
     *
     * @param listingStartNanos the time when listing begins, by the clock that process start times are told in: processes that
     *        start later may be missing from this snapshot
     */
    public void begin(long listingStartNanos) {
        this.listingStartNanos = listingStartNanos;
        Arrays.fill(description, 0, rows, null);
        Arrays.fill(readFailures, 0);
        rows = 0;
        vanished = 0;
        lostExits = 0;
        sockets = -1;
        lostNetworkUpdates = 0;
        hostCpuNanos = -1;
    }

    /**
     * Adds a row that has no measures yet.
     *
     * @param startNanos when the process was started, by the source's clock; with the pid this is its identity
     * @param description another instance than in this process's previous row if any of it has changed since
     * @return the row's number, from 0 on
     */
    public int addRow(int pid, long startNanos, int parentPid, long userId, long groupId, ProcessState state,
            ProcessDescription description) {
        if (rows == this.pid.length) {
            grow();
        }
        int row = rows++;
        this.pid[row] = pid;
        this.startNanos[row] = startNanos;
        this.parentPid[row] = parentPid;
        this.userId[row] = userId;
        this.groupId[row] = groupId;
        this.state[row] = state;
        this.description[row] = description;
        this.excluded[row] = false;
        this.denied[row] = false;
        this.present[row] = 0;
        return row;
    }

    private void grow() {
        int size = rows * 2;
        parentPid = Arrays.copyOf(parentPid, size);
        userId = Arrays.copyOf(userId, size);
        groupId = Arrays.copyOf(groupId, size);
        startNanos = Arrays.copyOf(startNanos, size);
        state = Arrays.copyOf(state, size);
        description = Arrays.copyOf(description, size);
        excluded = Arrays.copyOf(excluded, size);
        denied = Arrays.copyOf(denied, size);
        present = Arrays.copyOf(present, size);
        values = Arrays.copyOf(values, size * Measure.COUNT);
        // Last, as it is asked how much room there is, also after memory has run out above.
        pid = Arrays.copyOf(pid, size);
    }

    /** Gives a row a measure. */
    public void set(int row, Measure measure, long value) {
        values[row * Measure.COUNT + measure.ordinal()] = value;
        present[row] |= measure.bit();
    }

    /** Tells the state of a row's process anew, where more than the process itself had to be looked at. */
    public void state(int row, ProcessState state) {
        this.state[row] = state;
    }

    /** Marks a row whose process the filter did not take. */
    public void exclude(int row) {
        excluded[row] = true;
    }

    /** Marks a row of whose process something may not be read. */
    public void deny(int row) {
        denied[row] = true;
    }

    /** Counts a process that was listed and gone when it was to be read. */
    public void countVanished() {
        vanished++;
    }

    /** Counts something that could not be read. */
    public void countFailure(MeasureKind kind, ReadFailure failure) {
        readFailures[kind.ordinal() * FAILURES + failure.ordinal()]++;
    }

    /** Counts exits of processes whose last use the system could not deliver. */
    public void countLostExits(long count) {
        lostExits += count;
    }

    /** Tells how many sockets are followed: that the traffic of processes is being counted at all. */
    public void sockets(long count) {
        sockets = count;
    }

    /** Counts growth of sockets that cannot be credited to any process. */
    public void countLostNetworkUpdates(long count) {
        lostNetworkUpdates += count;
    }

    /**
     * Tells the CPU time that the host has spent since it started, in all processors together and without idling.
     *
     * @param nanos a total that grows
     */
    public void hostCpuNanos(long nanos) {
        hostCpuNanos = nanos;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** When listing began, by the clock of process start times. */
    public long listingStartNanos() {
        return listingStartNanos;
    }

    public boolean hasHostCpuNanos() {
        return hostCpuNanos >= 0;
    }

    /** The CPU time of the host; only after {@link #hasHostCpuNanos()}. */
    public long hostCpuNanos() {
        return hostCpuNanos;
    }

    public int vanished() {
        return vanished;
    }

    public long lostExits() {
        return lostExits;
    }

    /** Whether the traffic of processes was counted in this collection. */
    public boolean hasSockets() {
        return sockets >= 0;
    }

    /** The number of sockets that are followed; only after {@link #hasSockets()}. */
    public long sockets() {
        return sockets;
    }

    public long lostNetworkUpdates() {
        return lostNetworkUpdates;
    }

    public long failures(MeasureKind kind, ReadFailure failure) {
        return readFailures[kind.ordinal() * FAILURES + failure.ordinal()];
    }

    public int pid(int row) {
        return pid[row];
    }

    /** When the process was started, by the source's clock. */
    public long startNanos(int row) {
        return startNanos[row];
    }

    public int parentPid(int row) {
        return parentPid[row];
    }

    public long userId(int row) {
        return userId[row];
    }

    public long groupId(int row) {
        return groupId[row];
    }

    public ProcessState state(int row) {
        return state[row];
    }

    /** Another instance than in this process's previous row if any of it has changed since. */
    public ProcessDescription description(int row) {
        return description[row];
    }

    public String name(int row) {
        return description[row].name();
    }

    public String user(int row) {
        return description[row].user();
    }

    /** The command line; empty where it is not known or not needed. */
    public List<String> arguments(int row) {
        return description[row].arguments();
    }

    public boolean isExcluded(int row) {
        return excluded[row];
    }

    public boolean isDenied(int row) {
        return denied[row];
    }

    public boolean has(int row, Measure measure) {
        return (present[row] & measure.bit()) != 0;
    }

    /** The bits of the measures that a row has. */
    public long present(int row) {
        return present[row];
    }

    /** The value of a measure; only after {@link #has}. */
    public long value(int row, Measure measure) {
        return values[row * Measure.COUNT + measure.ordinal()];
    }
}
