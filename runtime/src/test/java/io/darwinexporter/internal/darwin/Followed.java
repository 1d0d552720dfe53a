package io.darwinexporter.internal.darwin;

import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.group.Tracker;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * A scenario that is followed from collection to collection, one a second, up to the groups.
 */
final class Followed {

    private static final long SECOND = 1_000_000_000L;

    private final StandIn standIn = StandIn.get();
    private final Collected seen = new Collected();
    private Scenario scenario;
    private DarwinProcessSource source;
    private Tracker tracker;
    private long nanos;
    private long lostUpdates;
    private ProcessFilter filter = ProcessFilter.ALL;

    /** Leaves processes of this name out. */
    Followed excluding(String name) {
        filter = other -> !other.equals(name);
        return this;
    }

    /** Opens the source; nothing is collected yet. */
    Followed start(Scenario scenario) {
        this.scenario = scenario;
        source = standIn.open(scenario, SourceSettings.defaults());
        tracker = new Tracker(source.description(), seen.snapshot(), new ConfiguredGrouping(true, false, false),
                GroupSettings.defaults());
        return this;
    }

    Scenario scenario() {
        return scenario;
    }

    /** Shows the scenario as it is now, and collects. */
    Followed collect() {
        standIn.replace(scenario);
        seen.by(source, filter);
        nanos += SECOND;
        tracker.update(nanos);
        lostUpdates += seen.snapshot().lostNetworkUpdates();
        return this;
    }

    Collected seen() {
        return seen;
    }

    SourceDescription description() {
        return source.description();
    }

    /** Updates of sockets that were credited to nobody, in all collections. */
    long lostUpdates() {
        return lostUpdates;
    }

    StandIn standIn() {
        return standIn;
    }

    List<String> groupNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tracker.groups().size(); i++) {
            names.add(tracker.groups().group(i).labels().groupName());
        }
        return names;
    }

    Group group(String name) {
        GroupTable groups = tracker.groups();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.group(i).labels().groupName().equals(name)) {
                return groups.group(i);
            }
        }
        throw new AssertionError("no group " + name);
    }
}
