package io.darwinexporter.internal.exposition;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * Processes of a made-up host, through everything between a source and the text: what the golden files show.
 * <p>
 * Two collections of the same processes on both platforms. {@code nginx} has two members, {@code a "b" \ c} has a name that
 * must be escaped, {@code secret} may not be read, {@code batch} has ended before the second collection.
 */
final class Scenario implements AutoCloseable {

    static final String HOSTILE_NAME = "a \"b\" \\ c\nd\u00fc\ud83d\ude00\ud800";

    private static final long SECOND = 1_000_000_000L;
    private static final long DARWIN_BOOT_NANOS = 1_763_800_000L * SECOND;

    final SharedCollection collection;
    final Exposition exposition;

    private Scenario(SourceDescription source, CatalogueSettings settings, FakeProcessSource.Collection... collections) {
        CollectionCycle cycle = new CollectionCycle(new FakeProcessSource(source, collections), ProcessFilter.ALL,
                new ConfiguredGrouping(true, false, false), new GroupSettings(Duration.ZERO, Duration.ofHours(1)));
        this.collection = new SharedCollection(cycle, Duration.ZERO);
        this.exposition = new Exposition(MetricCatalogue.of(source, settings));
    }

    static Scenario of(SourceDescription source, FakeProcessSource.Collection... collections) {
        return new Scenario(source, new CatalogueSettings(true, 1_000, false, "1.2.3"), collections);
    }

    static Scenario of(SourceDescription source, CatalogueSettings settings, FakeProcessSource.Collection... collections) {
        return new Scenario(source, settings, collections);
    }

    /** After both collections. */
    static Scenario linux() {
        SourceDescription source = linuxSource();
        return host(source, 0);
    }

    /** After both collections. */
    static Scenario darwin() {
        SourceDescription source = source("darwin", darwinMeasures(), 0, 1_000, true);
        return host(source, DARWIN_BOOT_NANOS);
    }

    /** A Linux host with start times since boot. */
    static SourceDescription linuxSource() {
        return source("linux", linuxMeasures(), DARWIN_BOOT_NANOS + 123_456_789, 10_000_000, false);
    }

    static SourceDescription source(String platform, Set<Measure> supported, long offsetNanos, long resolutionNanos,
            boolean largerPriorityFirst) {
        return new SourceDescription(platform, "a test", supported, List.of(), 4, offsetNanos, resolutionNanos,
                largerPriorityFirst);
    }

    /** What Linux can supply. */
    static Set<Measure> linuxMeasures() {
        Set<Measure> measures = EnumSet.allOf(Measure.class);
        measures.removeAll(Set.of(Measure.SYSCALLS_MACH, Measure.SYSCALLS_UNIX, Measure.MESSAGES_SENT,
                Measure.MESSAGES_RECEIVED, Measure.COW_FAULTS));
        measures.removeIf(measure -> measure.kind() == MeasureKind.ENERGY || measure.kind() == MeasureKind.NETWORK);
        return measures;
    }

    /** What macOS can supply. */
    static Set<Measure> darwinMeasures() {
        Set<Measure> measures = EnumSet.allOf(Measure.class);
        measures.removeAll(Set.of(Measure.SWAP_BYTES, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS, Measure.RUN_QUEUE_WAIT_NANOS));
        measures.removeIf(measure -> measure.kind() == MeasureKind.NETWORK);
        return measures;
    }

    private static Scenario host(SourceDescription source, long bootNanos) {
        Scenario scenario = new Scenario(source, new CatalogueSettings(true, 1_000, true, "1.2.3"),
                snapshot -> first(snapshot, source, bootNanos), snapshot -> second(snapshot, source, bootNanos));
        scenario.collection.collect();
        scenario.collection.collect();
        return scenario;
    }

    private static void first(SnapshotBuffer snapshot, SourceDescription source, long boot) {
        snapshot.begin(boot + 100 * SECOND);
        snapshot.hostCpuNanos(500 * SECOND);
        member(snapshot, source, row(snapshot, 100, boot + 10 * SECOND, "nginx", "root"), 1);
        member(snapshot, source, row(snapshot, 101, boot + 20 * SECOND, "nginx", "www"), 2);
        member(snapshot, source, row(snapshot, 200, boot + 30_250_000_000L, HOSTILE_NAME, "u\\\"s\n"), 3);
        snapshot.deny(row(snapshot, 300, boot + 40 * SECOND, "secret", "alice"));
        snapshot.countFailure(MeasureKind.CPU, ReadFailure.DENIED);
        member(snapshot, source, row(snapshot, 400, boot + 50 * SECOND, "batch", "bob"), 4);
    }

    private static void second(SnapshotBuffer snapshot, SourceDescription source, long boot) {
        snapshot.begin(boot + 200 * SECOND);
        snapshot.hostCpuNanos(900 * SECOND);
        int nginx = row(snapshot, 100, boot + 10 * SECOND, "nginx", "root");
        member(snapshot, source, nginx, 1);
        // More than the host can have used since: all of it, whatever the test's clock says.
        snapshot.set(nginx, Measure.CPU_USER_NANOS, 400_000 * SECOND);
        member(snapshot, source, row(snapshot, 101, boot + 20 * SECOND, "nginx", "www"), 2);
        member(snapshot, source, row(snapshot, 200, boot + 30_250_000_000L, HOSTILE_NAME, "u\\\"s\n"), 3);
        snapshot.deny(row(snapshot, 300, boot + 40 * SECOND, "secret", "alice"));
        snapshot.countFailure(MeasureKind.CPU, ReadFailure.DENIED);
        int late = row(snapshot, 500, boot + 150 * SECOND, "late", "bob");
        snapshot.set(late, Measure.CPU_USER_NANOS, 0);
        snapshot.set(late, Measure.CPU_SYSTEM_NANOS, 0);
        snapshot.countVanished();
        snapshot.countLostExits(2);
    }

    static int row(SnapshotBuffer snapshot, int pid, long startNanos, String name, String user) {
        return snapshot.addRow(pid, startNanos, 1, 1000 + pid, 2000 + pid, ProcessState.SLEEPING, name, user, List.of(), 1);
    }

    /** Gives a row all measures that the source has, each with a value of its own. */
    static void member(SnapshotBuffer snapshot, SourceDescription source, int row, int factor) {
        for (Measure measure : source.supported()) {
            long value = (measure.ordinal() + 1) * 1_000_003L * factor;
            snapshot.set(row, measure, switch (measure) {
                case CPU_USER_NANOS, CPU_SYSTEM_NANOS, RUN_QUEUE_WAIT_NANOS, ENERGY_NANOJOULES -> value * 1_000;
                case DESCRIPTOR_LIMIT_USED_MILLIONTHS -> factor * 12_500;
                case PRIORITY -> 20 + factor;
                default -> value;
            });
        }
    }

    String text(ExpositionFormat format) {
        return new String(body(format), java.nio.charset.StandardCharsets.UTF_8);
    }

    byte[] body(ExpositionFormat format) {
        return collection.latest(result -> exposition.body(result, format, false));
    }

    @Override
    public void close() {
        collection.close();
    }
}
