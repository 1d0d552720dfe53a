package io.darwinexporter.internal.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ProcessView;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * Knows processes from one collection to the next and adds what they use to their groups.
 * <p>
 * The rules, in short: a process is its pid and its start time. One that is there at the first collection, or was born after
 * the previous one, is credited with all that it has used; an older one that comes into sight later starts from what it has.
 * From then on groups get growth. A process that changes its group takes only later growth with it. It is forgotten when the
 * listing no longer has it, and leaves behind what it used; a group without members stays for the
 * {@linkplain GroupSettings#groupRetention() retention}.
 * <p>
 * Used by the collecting thread only. A steady collection allocates nothing.
 */
public final class Tracker {

    private static final long COUNTERS = bitsOf(Measure.Nature.COUNTER);
    private static final long CHILDREN = bitsOf(Measure.Nature.CHILDREN);
    private static final long GAUGES = ~(COUNTERS | CHILDREN);
    private static final Measure[] MEASURES = Measure.values();

    private final SourceDescription source;
    private final GroupSettings settings;
    private final GroupNaming naming;
    private final GroupTable table = new GroupTable();
    private final Map<ProcessKey, TrackedProcess> processes = new HashMap<>();
    private final ProcessKey.Probe probe = new ProcessKey.Probe();
    private final ProcessTree tree = new ProcessTree();
    private final ChildTails tails = new ChildTails(tree);
    private final Assignments assignments;

    private final SnapshotBuffer snapshot;
    private TrackedProcess[] processOfRow = new TrackedProcess[256];
    private long cycle;
    /** Whether no collection has been taken in whole yet. */
    private boolean first = true;
    /** Whether the last one was broken off, for want of memory. */
    private boolean brokenOff;
    private long nowNanos;
    private long previousNanos;
    private long previousListingNanos;
    private long cpuWindowStartNanos;
    private long cpuGrowthNanos;

    /**
     * @param snapshot the buffer that will be {@linkplain #update updated from}, each time filled anew
     */
    public Tracker(SourceDescription source, SnapshotBuffer snapshot, GroupNamer namer, GroupSettings settings) {
        this.source = source;
        this.snapshot = snapshot;
        this.naming = new GroupNaming(namer);
        this.settings = settings;
        this.assignments = new Assignments(snapshot, new ProcessView(snapshot, source.startTimeOffsetNanos()), naming, tree,
                table, supportedCounters(source), settings.maxGroups(), settings.admission());
    }

    private static List<Measure> supportedCounters(SourceDescription source) {
        List<Measure> counters = new ArrayList<>();
        for (Measure counter : Measure.of(Measure.Nature.COUNTER)) {
            if (source.supports(counter)) {
                counters.add(counter);
            }
        }
        return counters;
    }

    /**
     * Groups by other rules from the next collection on. Groups go on counting where they are; processes that change theirs
     * take only later growth with them.
     */
    public void useRules(RuleSet rules) {
        assignments.useRules(rules);
    }

    private static long bitsOf(Measure.Nature nature) {
        long bits = 0;
        for (Measure measure : Measure.of(nature)) {
            bits |= measure.bit();
        }
        return bits;
    }

    /** The groups, the same table for the tracker's life. */
    public GroupTable groups() {
        return table;
    }

    /** Times that the namer threw. */
    public long namingFailures() {
        return naming.failures();
    }

    /** Times that a process was counted in the group for all those for which there is no room. */
    public long groupOverflows() {
        return assignments.overflows();
    }

    /**
     * CPU time that visible processes, whether in a group or left out, have used between the last two collections; what was
     * credited to processes when they came into sight for the first time included.
     */
    public long cpuGrowthNanos() {
        return cpuGrowthNanos + tails.creditedCpuNanos();
    }

    /** CPU time that processes used which came and went unseen between the last two collections, as their parents tell. */
    public long unseenChildrenCpuNanos() {
        return tails.unexplainedCpuNanos();
    }

    /**
     * Takes in the snapshot.
     *
     * @param monotonicNanos the time by a clock that is never set and that stands while the host is suspended, as
     *        {@link System#nanoTime()} does: CLOCK_MONOTONIC on Linux, mach_absolute_time on macOS
     */
    public void update(long monotonicNanos) {
        if (brokenOff) {
            recover();
        }
        brokenOff = true;
        cycle++;
        nowNanos = monotonicNanos;
        cpuGrowthNanos = 0;
        tails.beginCollection(cycle);
        table.beginCollection(snapshot.rows());
        for (int i = 0; i < table.size(); i++) {
            table.group(i).beginCollection();
        }
        assignments.beginCollection(nowNanos, first ? snapshot.listingStartNanos() : previousListingNanos);
        identify();
        assignments.decide(processOfRow, snapshot.rows());
        for (int row = 0; row < snapshot.rows(); row++) {
            take(row, processOfRow[row]);
        }
        forgetGone();
        tails.settle(first ? 0 : Math.max(0, nowNanos - previousNanos));
        for (Group group : table.removeEmptySince(nowNanos - settings.groupRetention().toNanos())) {
            assignments.removed(group);
        }
        moveCpuWindow();
        if (first) {
            rememberFirstValues();
        }
        previousNanos = nowNanos;
        previousListingNanos = snapshot.listingStartNanos();
        first = false;
        brokenOff = false;
    }

    /** Begins anew with what depends on a whole collection: whose child is whose, and who is in which group. */
    private void recover() {
        tree.clear();
        for (TrackedProcess process : processes.values()) {
            tree.add(process);
            process.decided();
        }
        assignments.decideAllAnew();
    }

    /** Finds out whose rows these are, all of them before any group is decided: a parent may stand behind its child. */
    private void identify() {
        int rows = snapshot.rows();
        if (processOfRow.length < rows) {
            processOfRow = new TrackedProcess[rows * 2];
        }
        boolean all = assignments.rulesAreNew();
        for (int row = 0; row < rows; row++) {
            TrackedProcess process = processes.get(probe.of(snapshot.pid(row), snapshot.startNanos(row)));
            if (process == null) {
                process = appear(row);
                assignments.undecided(process, row);
            } else if (snapshot.state(row) != ProcessState.EXITED) {
                if (snapshot.state(row).isLiving()) {
                    process.parentPid(snapshot.parentPid(row));
                }
                if (all || process.description() != snapshot.description(row) || assignments.isAdmittedNow(process, row)) {
                    assignments.undecided(process, row);
                }
            }
            processOfRow[row] = process;
        }
    }

    private void take(int row, TrackedProcess process) {
        ProcessState state = snapshot.state(row);
        Group group = process.group();
        table.assign(row, process.assignment());
        if (group == null) {
            snapshot.exclude(row);
        }
        if (process.countOnce() && group != null) {
            count(process, group);
        }
        addGrowth(process, row);
        if (state.isLiving()) {
            process.see(cycle);
            if (group != null) {
                addMember(group, process, row);
            }
            return;
        }
        countEnd(process);
        if (snapshot.has(row, Measure.CPU_USER_NANOS)) {
            process.finalUseIsKnown();
        }
        if (state == ProcessState.ZOMBIE) {
            process.see(cycle);
            if (group != null) {
                group.addZombie();
            }
        } else if (!process.endReported()) {
            process.reportEnd();
            tails.ended(process);
        }
    }

    private TrackedProcess appear(int row) {
        boolean started = !first
                && snapshot.startNanos(row) >= previousListingNanos - source.startTimeResolutionNanos();
        TrackedProcess process = new TrackedProcess(snapshot.pid(row), snapshot.startNanos(row), snapshot.parentPid(row),
                started);
        processes.put(process, process);
        tree.add(process);
        return process;
    }

    /** Takes a new process's start into the group that it is in first. */
    private void count(TrackedProcess process, Group group) {
        if (process.startedWhileRunning()) {
            group.countStart();
        }
        if (first) {
            group.countSince(process.startNanos());
        }
    }

    private void addGrowth(TrackedProcess process, int row) {
        Group group = process.group();
        boolean started = process.startedWhileRunning();
        for (long bits = snapshot.present(row) & COUNTERS; bits != 0; bits &= bits - 1) {
            Measure counter = MEASURES[Long.numberOfTrailingZeros(bits)];
            long growth = process.advance(counter, snapshot.value(row, counter), started || first);
            if (group != null) {
                group.addGrowth(counter, growth);
            }
            if (counter == Measure.CPU_USER_NANOS || counter == Measure.CPU_SYSTEM_NANOS) {
                cpuGrowthNanos += growth;
            }
        }
        for (long bits = snapshot.present(row) & CHILDREN; bits != 0; bits &= bits - 1) {
            Measure ofChildren = MEASURES[Long.numberOfTrailingZeros(bits)];
            long growth = process.advance(ofChildren, snapshot.value(row, ofChildren), started);
            if (growth > 0) {
                tails.grew(process, ofChildren, growth);
            }
        }
    }

    private void addMember(Group group, TrackedProcess process, int row) {
        group.addMember(process.startNanos(), nowNanos);
        table.addMember(row, group);
        for (long bits = snapshot.present(row) & GAUGES; bits != 0; bits &= bits - 1) {
            Measure gauge = MEASURES[Long.numberOfTrailingZeros(bits)];
            group.addGauge(gauge, snapshot.value(row, gauge), source.largerPriorityFirst());
        }
        if (snapshot.has(row, Measure.THREADS)) {
            process.lastThreads(snapshot.value(row, Measure.THREADS));
        }
    }

    private static void countEnd(TrackedProcess process) {
        Group group = process.group();
        if (!process.hasEnded() && group != null) {
            group.countExit();
        }
        process.end();
    }

    private void forgetGone() {
        for (Iterator<TrackedProcess> all = processes.values().iterator(); all.hasNext();) {
            TrackedProcess process = all.next();
            if (!process.seenIn(cycle)) {
                all.remove();
                if (!process.endReported()) {
                    countEnd(process);
                    tails.ended(process);
                }
            }
        }
    }

    private void rememberFirstValues() {
        for (int i = 0; i < table.size(); i++) {
            table.group(i).rememberFirstValues();
        }
    }

    /**
     * Ends the window if it is long enough. The clock and CPU time both stand while the host is suspended; a clock that stands
     * otherwise, or goes back, leaves the window open.
     */
    private void moveCpuWindow() {
        long elapsed = nowNanos - cpuWindowStartNanos;
        if (first) {
            for (int i = 0; i < table.size(); i++) {
                table.group(i).openCpuWindow();
            }
        } else if (elapsed > 0 && elapsed >= settings.cpuWindow().toNanos()) {
            for (int i = 0; i < table.size(); i++) {
                table.group(i).closeCpuWindow(elapsed, source.logicalCpus());
            }
        } else {
            return;
        }
        cpuWindowStartNanos = nowNanos;
    }

    /** How often rules were asked about a process, for tests of what a steady collection costs. */
    long ruleEvaluations() {
        return assignments.evaluations();
    }

    /** Processes that are remembered, for tests of bounds. */
    int trackedProcesses() {
        return processes.size();
    }
}
