package io.darwinexporter.internal.group;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.RowList;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.ThreadBuffer;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * Knows the threads of groups that are broken down, and adds what they do to the names that they have.
 * <p>
 * The rules are those of the {@link Tracker}: a thread is its process, its number and its start time. One that is there at the
 * first collection, or was born after the previous one, is credited with all that it has done; an older one that comes into
 * sight later starts from what it has. A thread that takes another name, or whose process goes to another group, takes only
 * later growth with it. What a thread does between the last look at it and its end is not known.
 * <p>
 * Runs after the tracker, in the same collection, and changes nothing of what that has counted. Used by the collecting thread
 * only. A steady collection allocates nothing.
 */
public final class ThreadTracker {

    private static final ThreadCounter[] COUNTERS = ThreadCounter.values();

    private final SourceDescription source;
    private final SnapshotBuffer snapshot;
    private final GroupTable groups;
    private final ThreadSettings settings;
    private final long retentionNanos;
    private final RowList wanted = new RowList();
    private final Map<ProcessKey, TrackedThreads> processes = new HashMap<>();
    private final ProcessKey.Probe probe = new ProcessKey.Probe();

    private long cycle;
    private long nowNanos;
    private long previousListingNanos;

    /**
     * @param snapshot what the tracker was updated from
     * @param groups the tracker's
     */
    public ThreadTracker(SourceDescription source, SnapshotBuffer snapshot, GroupTable groups, GroupSettings settings) {
        this.source = source;
        this.snapshot = snapshot;
        this.groups = groups;
        this.settings = settings.threads();
        this.retentionNanos = settings.groupRetention().toNanos();
    }

    /**
     * The processes whose threads are to be looked at, when the tracker has been updated.
     *
     * @return rows of the snapshot; valid until the next collection
     */
    public RowList choose() {
        wanted.clear();
        if (source.threadCounters().isEmpty() || !decide()) {
            return wanted;
        }
        for (int row = 0; row < snapshot.rows(); row++) {
            Group group = groups.groupOfRow(row);
            if (group != null && group.threadBreakdown() != null) {
                wanted.add(row);
            }
        }
        return wanted;
    }

    /** Finds out which groups are broken down. Returns whether any is. */
    private boolean decide() {
        boolean any = false;
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.group(i);
            ThreadBreakdown threads = group.threadBreakdown();
            if (!settings.brokenDown().test(group)) {
                group.threadBreakdown(null);
                continue;
            }
            any = true;
            if (threads == null) {
                group.threadBreakdown(new ThreadBreakdown(settings.namesOfGroup()));
            } else {
                threads.beginCollection();
            }
        }
        return any;
    }

    /**
     * Takes in the threads of those processes that were {@linkplain #choose() chosen}. Called in each collection, if none was,
     * too.
     *
     * @param monotonicNanos the time by a clock that is never set
     */
    public void update(ThreadBuffer threads, long monotonicNanos) {
        cycle++;
        nowNanos = monotonicNanos;
        for (int process = 0; process < threads.processes(); process++) {
            Group group = groups.groupOfRow(threads.row(process));
            ThreadBreakdown breakdown = group == null ? null : group.threadBreakdown();
            if (breakdown != null) {
                take(threads, process, breakdown);
            }
        }
        forgetGone();
        for (int i = 0; i < groups.size(); i++) {
            ThreadBreakdown breakdown = groups.group(i).threadBreakdown();
            if (breakdown != null) {
                breakdown.removeUnusedSince(nowNanos - retentionNanos);
                if (cycle == 1) {
                    breakdown.rememberFirstValues();
                }
            }
        }
        previousListingNanos = snapshot.listingStartNanos();
    }

    private void take(ThreadBuffer threads, int process, ThreadBreakdown breakdown) {
        TrackedThreads known = known(threads.row(process));
        known.see(cycle);
        if (threads.isProcessKept(process)) {
            for (int i = 0; i < known.size(); i++) {
                live(known.thread(i), known.thread(i).name(), breakdown);
            }
            return;
        }
        int first = threads.firstThread(process);
        int end = threads.endThread(process);
        known.beginCollection(end - first);
        for (int i = first; i < end; i++) {
            TrackedThread thread = thread(known, threads, i, breakdown);
            if (thread != null) {
                known.add(thread);
            }
        }
        known.endCollection();
    }

    private TrackedThreads known(int row) {
        TrackedThreads known = processes.get(probe.of(snapshot.pid(row), snapshot.startNanos(row)));
        if (known == null) {
            known = new TrackedThreads(snapshot.pid(row), snapshot.startNanos(row));
            processes.put(known, known);
        }
        return known;
    }

    /** The thread as it is from now on; null if it is not known and nothing was told of it. */
    private @Nullable TrackedThread thread(TrackedThreads known, ThreadBuffer threads, int index, ThreadBreakdown breakdown) {
        TrackedThread thread = known.find(threads.tid(index));
        String name = threads.name(index);
        if (name == null) {
            if (thread != null) {
                live(thread, thread.name(), breakdown);
            }
            return thread;
        }
        if (thread == null || thread.startNanos() != threads.startNanos(index)) {
            thread = appear(threads.tid(index), threads.startNanos(index), name, breakdown);
        }
        live(thread, name, breakdown);
        for (ThreadCounter counter : COUNTERS) {
            if (threads.has(index, counter)) {
                thread.advance(counter, threads.value(index, counter));
            }
        }
        return thread;
    }

    private TrackedThread appear(int tid, long startNanos, String name, ThreadBreakdown breakdown) {
        NamedThreads threads = named(breakdown, name);
        boolean credited = cycle == 1 || startNanos >= previousListingNanos - source.startTimeResolutionNanos();
        if (cycle == 1) {
            threads.countSince(startNanos);
        }
        return new TrackedThread(tid, startNanos, credited, name, breakdown, threads);
    }

    /** Counts a thread as living, where it belongs now. */
    private void live(TrackedThread thread, String name, ThreadBreakdown breakdown) {
        if (!thread.isIn(breakdown, name)) {
            thread.join(name, breakdown, named(breakdown, name));
        }
        thread.threads().addLiving(nowNanos);
    }

    private NamedThreads named(ThreadBreakdown breakdown, String name) {
        return breakdown.named(name, nowNanos, cycle == 1 ? snapshot.listingStartNanos() : previousListingNanos);
    }

    private void forgetGone() {
        for (Iterator<TrackedThreads> all = processes.values().iterator(); all.hasNext();) {
            if (!all.next().seenIn(cycle)) {
                all.remove();
            }
        }
    }

    /** Processes whose threads are remembered, for tests of bounds. */
    int trackedProcesses() {
        return processes.size();
    }
}
