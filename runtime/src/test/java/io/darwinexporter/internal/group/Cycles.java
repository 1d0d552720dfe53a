package io.darwinexporter.internal.group;

import java.time.Duration;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.internal.rule.Yaml;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * Runs a tracker through collections, one a second: collection n begins at n seconds.
 */
final class Cycles {

    static final long SECOND = 1_000_000_000L;

    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private final FakeProcessSource source;
    private final Tracker tracker;
    private ProcessFilter filter = ProcessFilter.ALL;

    private Cycles(FakeProcessSource source, GroupNamer namer, GroupSettings settings) {
        this.source = source;
        this.tracker = new Tracker(source.description(), snapshot, namer, settings);
    }

    static Cycles byName() {
        return of(new ConfiguredGrouping(true, false, false));
    }

    static Cycles of(GroupNamer namer) {
        return of(namer, GroupSettings.defaults());
    }

    static Cycles of(GroupNamer namer, GroupSettings settings) {
        return new Cycles(FakeProcessSource.withEverything(), namer, settings);
    }

    static Cycles largerPriorityFirst() {
        return new Cycles(FakeProcessSource.of("fake", java.util.EnumSet.allOf(Measure.class), true),
                new ConfiguredGrouping(true, false, false), GroupSettings.defaults());
    }

    static Cycles retaining(Duration retention) {
        return of(new ConfiguredGrouping(true, false, false), new GroupSettings(Duration.ofSeconds(1), retention));
    }

    Cycles filter(ProcessFilter filter) {
        this.filter = filter;
        return this;
    }

    /** Other rules from the next collection on. */
    Cycles rules(String yaml) {
        tracker.useRules(Yaml.rules(yaml));
        return this;
    }

    /** The collection that begins at so many seconds sees these. */
    Cycles at(double seconds, FakeProcess... processes) {
        return at(seconds, seconds, processes);
    }

    /** As {@link #at(double, FakeProcess...)}, where the clock of start times and the one that is never set differ. */
    Cycles at(double seconds, double monotonicSeconds, FakeProcess... processes) {
        source.sees(nanos(seconds), processes);
        try {
            source.collect(snapshot, filter);
        } catch (io.darwinexporter.internal.snapshot.CollectionFailedException e) {
            throw new AssertionError(e);
        }
        tracker.update(nanos(monotonicSeconds));
        return this;
    }

    static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    Tracker tracker() {
        return tracker;
    }

    SnapshotBuffer snapshot() {
        return snapshot;
    }

    boolean hasGroup(String name) {
        return find(name) != null;
    }

    Group group(String name) {
        Group group = find(name);
        if (group == null) {
            throw new AssertionError("no group " + name);
        }
        return group;
    }

    private Group find(String name) {
        GroupTable table = tracker.groups();
        for (int i = 0; i < table.size(); i++) {
            if (table.group(i).labels().groupName().equals(name)) {
                return table.group(i);
            }
        }
        return null;
    }

    long value(String group, Measure measure) {
        if (!group(group).has(measure)) {
            throw new AssertionError(group + " has no " + measure);
        }
        return group(group).value(measure);
    }

    /** User CPU time of a group in nanoseconds. */
    long cpu(String group) {
        return value(group, Measure.CPU_USER_NANOS);
    }
}
