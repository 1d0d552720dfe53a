package io.darwinexporter.internal.linux;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.LabelText;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * Adds a row for each process that has ended since the last collection, with its last use.
 * <p>
 * What a known process used is its last reading and what the exact total has more than that; the total as such is never
 * mixed with readings of stat, which are made of other clocks. Of a process that was never listed the totals are all there is.
 */
final class EndedProcesses {

    /** By how much a start that is reckoned back from the end may be too early: one tick, and clocks read in turn. */
    private static final long EARLY_NANOS = 100_000_000L;

    private final ExitEvents events;
    private final ProcessTable table;
    private final UserNames users;
    private final CurrentCollection current;
    private final SourceSettings settings;
    private final boolean keepsEndedThreads;
    /** Stands for the last reading of a process that was never listed: all zeros. */
    private final KnownProcess neverSeen = new KnownProcess(0, 0, 0);
    private final @Nullable NetworkTraffic network;

    EndedProcesses(ExitEvents events, ProcessTable table, UserNames users, CurrentCollection current,
            SourceSettings settings, boolean keepsEndedThreads, @Nullable NetworkTraffic network) {
        this.events = events;
        this.table = table;
        this.users = users;
        this.current = current;
        this.settings = settings;
        this.keepsEndedThreads = keepsEndedThreads;
        this.network = network;
    }

    /** After the listing has been read, and before the table forgets who is not in it any more. */
    void addRows(ProcessFilter filter) {
        events.receiveAll();
        for (ProcessEnd end = events.next(); end != null; end = events.next()) {
            KnownProcess known = known(end);
            if (known == null) {
                addUnknown(end, filter);
            } else {
                addKnown(known, end);
            }
        }
        current.snapshot().countLostExits(events.takeLost());
    }

    private @Nullable KnownProcess known(ProcessEnd end) {
        KnownProcess latest = table.get(end.pid());
        if (latest == null) {
            return null;
        }
        KnownProcess predecessor = latest.predecessor;
        if (predecessor != null && isEndOf(predecessor, end)) {
            return predecessor;
        }
        return isEndOf(latest, end) ? latest : null;
    }

    /** Whether it is this process that has ended, and not one that had its pid before or after it. */
    private static boolean isEndOf(KnownProcess known, ProcessEnd end) {
        // The start is reckoned from when the news was heard, so it is never too early but for rounding; it may be much too
        // late, as the time that a process lived does not count the time that the host was suspended.
        return !known.endReported && end.heardNanos() >= known.aliveAtNanos
                && startNanos(end) >= known.startNanos - EARLY_NANOS;
    }

    private static long startNanos(ProcessEnd end) {
        return Math.max(0, end.heardNanos() - end.elapsedNanos());
    }

    private void addKnown(KnownProcess known, ProcessEnd end) {
        known.endReported = true;
        SnapshotBuffer snapshot = current.snapshot();
        int row = snapshot.addRow(known.pid, known.startNanos, known.parentPid, known.userId, known.groupId,
                ProcessState.EXITED, known.description);
        if (!known.accepted) {
            snapshot.exclude(row);
        }
        setUse(row, end, known);
        if (network != null) {
            network.readEnded(known, row);
        }
    }

    private void addUnknown(ProcessEnd end, ProcessFilter filter) {
        SnapshotBuffer snapshot = current.snapshot();
        String name = LabelText.of(end.command());
        ProcessDescription description = ProcessDescription.NOTHING.withName(name).withCommandName(name)
                .withUser(users.name(end.userId()));
        int row = snapshot.addRow(end.pid(), startNanos(end), end.parentPid(), end.userId(), end.groupId(),
                ProcessState.EXITED, description);
        if (!filter.accepts(name)) {
            snapshot.exclude(row);
        }
        setUse(row, end, neverSeen);
        if (network != null) {
            network.readEnded(end.pid(), row);
        }
    }

    private void setUse(int row, ProcessEnd end, KnownProcess last) {
        SnapshotBuffer snapshot = current.snapshot();
        if (settings.wants(MeasureKind.CPU)) {
            long growth = Math.max(0, end.runNanos() - last.userNanos - last.systemNanos);
            long userGrowth = userShare(end, growth);
            snapshot.set(row, Measure.CPU_USER_NANOS, last.userNanos + userGrowth);
            snapshot.set(row, Measure.CPU_SYSTEM_NANOS, last.systemNanos + growth - userGrowth);
        }
        if (settings.wants(MeasureKind.SCHEDULING)) {
            set(row, Measure.RUN_QUEUE_WAIT_NANOS, end.runQueueWaitNanos(), last.runQueueWaitNanos);
            if (end.single() || keepsEndedThreads) {
                setSum(row, Measure.CONTEXT_SWITCHES, Math.max(end.involuntarySwitches(), last.involuntarySwitches),
                        Measure.VOLUNTARY_SWITCHES, Math.max(end.voluntarySwitches(), last.voluntarySwitches));
            }
        }
        if (!end.single()) {
            return;
        }
        if (settings.wants(MeasureKind.FAULTS)) {
            long pageIns = Math.max(end.pageIns(), last.pageIns);
            current.snapshot().set(row, Measure.PAGEINS, pageIns);
            setSum(row, Measure.FAULTS, pageIns, Measure.MINOR_FAULTS, Math.max(end.minorFaults(), last.minorFaults));
        }
        if (settings.wants(MeasureKind.DISK)) {
            set(row, Measure.DISK_READ_BYTES, end.readBytes(), last.readBytes);
            set(row, Measure.DISK_WRITE_BYTES, end.writeBytes(), last.writeBytes);
        }
    }

    /** Sets a part, and the whole of which it is all but the rest. */
    private void setSum(int row, Measure whole, long rest, Measure part, long value) {
        current.snapshot().set(row, part, value);
        current.snapshot().set(row, whole, value + rest);
    }

    private void set(int row, Measure measure, long total, long last) {
        current.snapshot().set(row, measure, Math.max(total, last));
    }

    private static long userShare(ProcessEnd end, long nanos) {
        long sampled = end.userNanos() + end.systemNanos();
        return sampled == 0 ? nanos : (long) (nanos * ((double) end.userNanos() / sampled));
    }
}
