package io.darwinexporter.internal.snapshot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process as a test wants a source to see it.
 */
public final class FakeProcess {

    private static final Measure[] MEASURES = Measure.values();
    /** Equal descriptions are the same instance, as a source gives them while nothing changes. */
    private static final Map<ProcessDescription, ProcessDescription> DESCRIPTIONS = new ConcurrentHashMap<>();

    private final int pid;
    private final long startNanos;
    private int parentPid = 1;
    private long userId = 1000;
    private long groupId = 1000;
    private ProcessState state = ProcessState.SLEEPING;
    private ProcessDescription description = ProcessDescription.NOTHING.withName("worker").withCommandName("worker")
            .withUser("alice");
    private boolean denied;
    private final Map<Measure, Long> values = new EnumMap<>(Measure.class);
    private List<FakeThread> threads = List.of();
    private boolean threadsKept;

    private FakeProcess(int pid, long startNanos) {
        this.pid = pid;
        this.startNanos = startNanos;
    }

    /** A sleeping process "worker" of user "alice" without measures. */
    public static FakeProcess process(int pid, long startNanos) {
        return new FakeProcess(pid, startNanos);
    }

    public FakeProcess name(String name) {
        description = description.withName(name).withCommandName(name.substring(0, Math.min(15, name.length())));
        return this;
    }

    public FakeProcess user(String user) {
        description = description.withUser(user);
        return this;
    }

    public FakeProcess ids(long userId, long groupId) {
        this.userId = userId;
        this.groupId = groupId;
        return this;
    }

    public FakeProcess parent(int parentPid) {
        this.parentPid = parentPid;
        return this;
    }

    public FakeProcess state(ProcessState state) {
        this.state = state;
        return this;
    }

    public FakeProcess arguments(String... arguments) {
        description = description.withArguments(List.of(arguments));
        return this;
    }

    public FakeProcess executable(String path) {
        description = description.withExecutable(path);
        return this;
    }

    public FakeProcess controlGroups(String... paths) {
        description = description.withControlGroups(List.of(paths));
        return this;
    }

    public FakeProcess denied() {
        this.denied = true;
        return this;
    }

    public FakeProcess with(Measure measure, long value) {
        values.put(measure, value);
        return this;
    }

    /** User CPU time in nanoseconds, and no system time. */
    public FakeProcess cpu(long userNanos) {
        return with(Measure.CPU_USER_NANOS, userNanos).with(Measure.CPU_SYSTEM_NANOS, 0);
    }

    /** User CPU time of waited-for children in nanoseconds, and no system time. */
    public FakeProcess childrenCpu(long userNanos) {
        return with(Measure.REAPED_CHILDREN_CPU_USER_NANOS, userNanos)
                .with(Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS, 0);
    }

    /** What it has if it is asked for its threads. */
    public FakeProcess threads(FakeThread... threads) {
        this.threads = List.of(threads);
        return this;
    }

    /** Has the threads that it had, of which nothing new is known. */
    public FakeProcess threadsKept() {
        threadsKept = true;
        return this;
    }

    boolean isRow(SnapshotBuffer snapshot, int row) {
        return snapshot.pid(row) == pid && snapshot.startNanos(row) == startNanos && snapshot.state(row) == state;
    }

    void addThreadsTo(ThreadBuffer buffer, int row) {
        if (threadsKept) {
            buffer.keepProcess(row);
            return;
        }
        buffer.addProcess(row);
        threads.forEach(thread -> thread.addTo(buffer));
    }

    /** Writes the row that a source would, and allocates nothing. */
    public void addTo(SnapshotBuffer snapshot, ProcessFilter filter) {
        int row = snapshot.addRow(pid, startNanos, parentPid, userId, groupId, state,
                DESCRIPTIONS.computeIfAbsent(description, same -> same));
        if (!filter.accepts(description.name())) {
            snapshot.exclude(row);
        }
        if (denied) {
            snapshot.deny(row);
        }
        for (Measure measure : MEASURES) {
            Long value = values.get(measure);
            if (value != null) {
                snapshot.set(row, measure, value);
            }
        }
    }
}
