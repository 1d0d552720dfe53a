package io.darwinexporter.internal.collect;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.ThreadTracker;
import io.darwinexporter.internal.group.Tracker;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.EpochNanos;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.RowList;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.ThreadBuffer;

/**
 * One collection after the other: the source fills the snapshot (and filters by name on the way), the tracker groups and
 * accumulates it, then the threads of some groups are read and accumulated, the report counts. The one class that knows this
 * order.
 * <p>
 * Used by one thread at a time; {@link SharedCollection} sees to that. Owns the source.
 */
public final class CollectionCycle implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CollectionCycle.class);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ProcessSource source;
    private final ProcessFilter filter;
    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private final Tracker tracker;
    private final ThreadBuffer threads = new ThreadBuffer();
    private final ThreadTracker threadTracker;
    private final UnattributedCpu unattributedCpu;
    private final AtomicReference<@Nullable NextRules> nextRules = new AtomicReference<>();
    private CollectionBudget budget = CollectionBudget.NONE;
    private final CollectionReport report = new CollectionReport(EpochNanos.now());
    private final CollectionResult result;
    private final LongSupplier nanoClock;
    private Runnable shortage = () -> {
    };
    private final ThreadMXBean ownThreads = ManagementFactory.getThreadMXBean();

    private record NextRules(RuleSet rules, Set<ProcessFact> facts) {
    }

    public CollectionCycle(ProcessSource source, ProcessFilter filter, GroupNamer namer, GroupSettings settings) {
        this(source, filter, namer, settings, System::nanoTime);
    }

    /** @param nanoClock a clock that is never set and that stands while the host is suspended */
    public CollectionCycle(ProcessSource source, ProcessFilter filter, GroupNamer namer, GroupSettings settings,
            LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.source = source;
        this.filter = filter;
        this.tracker = new Tracker(source.description(), snapshot, namer, settings);
        this.threadTracker = new ThreadTracker(source.description(), snapshot, tracker.groups(), settings);
        this.unattributedCpu = new UnattributedCpu(source.description().logicalCpus());
        this.result = new CollectionResult(source.description(), snapshot, tracker.groups(), report);
    }

    /**
     * Groups by other rules from the next collection on. Any thread may call it.
     *
     * @param facts what has to be known of processes then, of what costs something
     */
    void useRules(RuleSet rules, Set<ProcessFact> facts) {
        nextRules.set(new NextRules(rules, facts));
    }

    /** Whom to ask to give up memory, when a collection has failed, maybe for want of it; called before the first. */
    void onShortage(Runnable shortage) {
        this.shortage = shortage;
    }

    /** Sets how long collections may take before the next ones are made lighter; called before the first. */
    void budget(CollectionBudget budget) {
        this.budget = budget;
    }

    /** Makes the next collections light or whole, if this one shows that they should be. */
    private void keepToBudget() {
        boolean light = budget.isNextLight(report.durationNanos());
        if (light == report.lightened()) {
            return;
        }
        if (light) {
            LOG.warnf("collections take too long (%d ms, the last one; collection-budget allows for %d): memory, disk and"
                    + " descriptors of processes are read less often", report.durationNanos() / NANOS_PER_MILLI,
                    budget.budgetNanos() / NANOS_PER_MILLI);
        } else {
            LOG.info("collections are fast enough to be whole again");
        }
        source.lighten(light);
        report.lightened(light);
    }

    private void takeNextRules() {
        NextRules next = nextRules.getAndSet(null);
        if (next != null) {
            source.wantFacts(next.facts());
            tracker.useRules(next.rules());
        }
    }

    /** What is known after the last collection; changes at the next. */
    CollectionResult result() {
        return result;
    }

    /** Collects once. A failure is reported in the result, which is otherwise as before. */
    void run() {
        long startNanos = nanoClock.getAsLong();
        long startCpuNanos = cpuNanos();
        try {
            takeNextRules();
            source.collect(snapshot, filter);
            tracker.update(startNanos);
            breakDown(startNanos);
            count();
            if (!report.success() && report.failedCollections() > 0) {
                LOG.info("processes can be read again");
            }
            report.brokenOff(false);
            report.succeeded(nanoClock.getAsLong() - startNanos, cpuNanos() - startCpuNanos, EpochNanos.now());
            keepToBudget();
        } catch (CollectionFailedException e) {
            Logger.Level level = wasFine() ? Logger.Level.WARN : Logger.Level.DEBUG;
            report.failed(nanoClock.getAsLong() - startNanos, cpuNanos() - startCpuNanos);
            shortage.run();
            LOG.logf(level, "collection failed: %s", e.getMessage());
        } catch (OutOfMemoryError e) {
            Logger.Level level = wasFine() ? Logger.Level.WARN : Logger.Level.DEBUG;
            report.brokenOff(true);
            report.failed(nanoClock.getAsLong() - startNanos, cpuNanos() - startCpuNanos);
            shortage.run();
            LOG.logf(level, "collection broken off: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.logf(wasFine() ? Logger.Level.ERROR : Logger.Level.DEBUG, e, "collection failed unexpectedly");
            report.failed(nanoClock.getAsLong() - startNanos, cpuNanos() - startCpuNanos);
        }
    }

    /** Counts an answer that was not given for want of memory, and says so the first time. */
    void refused(String reason) {
        LOG.logf(report.refusedAnswers() == 0 ? Logger.Level.WARN : Logger.Level.DEBUG, "a scrape is refused: %s", reason);
        report.refused();
    }

    /** Reads threads, of processes in groups that are broken down by their names. */
    private void breakDown(long startNanos) {
        RowList rows = threadTracker.choose();
        threads.begin();
        if (rows.size() > 0) {
            source.readThreads(rows, threads);
        }
        threadTracker.update(threads, startNanos);
    }

    /** Tells whether the configuration, read again, can be used. */
    void reloaded(boolean success) {
        if (success) {
            report.reloaded(EpochNanos.now());
        } else {
            report.reloadFailed();
        }
    }

    private boolean wasFine() {
        return report.success() || report.failedCollections() == 0;
    }

    private void count() {
        report.count(snapshot);
        report.namingFailures(tracker.namingFailures());
        report.groupOverflows(tracker.groupOverflows());
        if (snapshot.hasHostCpuNanos()) {
            report.unattributedCpuNanos(unattributedCpu.update(snapshot.hostCpuNanos(), tracker.cpuGrowthNanos(),
                    tracker.unseenChildrenCpuNanos()));
        }
    }

    private long cpuNanos() {
        return ownThreads.isCurrentThreadCpuTimeSupported() ? ownThreads.getCurrentThreadCpuTime() : 0;
    }

    @Override
    public void close() {
        source.close();
    }
}
