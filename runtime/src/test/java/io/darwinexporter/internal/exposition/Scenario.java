package io.darwinexporter.internal.exposition;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static io.darwinexporter.internal.snapshot.FakeThread.kept;
import static io.darwinexporter.internal.snapshot.FakeThread.thread;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.ThreadSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.FakeThread;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * A made-up host, through everything between a source and the text.
 * <p>
 * {@link #linux()} and {@link #darwin()} are what the golden files show: the same processes after two collections. {@code
 * nginx} has two members and is broken down by the names of threads, {@value #HOSTILE_NAME} has a name that must be escaped and
 * mended, {@code secret} may not be read,
 * {@code batch} has ended before the second collection, {@code late} was started after the first.
 */
final class Scenario implements AutoCloseable {

    static final long SECOND = 1_000_000_000L;

    private static final String HOSTILE_NAME = "a \"b\" \\ c\nd\u00fc\ud83d\ude00\ud800";
    private static final long BOOT_NANOS = 1_763_800_000L * SECOND;

    private final SharedCollection collection;
    private final CatalogueSettings settings;
    private final Map<Profile, Exposition> expositions = new EnumMap<>(Profile.class);
    private final FakeProcessSource source;
    private long nowNanos;

    private Scenario(FakeProcessSource source, CatalogueSettings settings) {
        this.source = source;
        CollectionCycle cycle = new CollectionCycle(source, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
                new GroupSettings(Duration.ZERO, Duration.ofDays(365),
                        new ThreadSettings(group -> group.labels().groupName().equals("nginx"), 2)),
                this::laterNanos);
        this.collection = new SharedCollection(cycle, Duration.ZERO);
        this.settings = settings;
    }

    /** Asked at the beginning and at the end of a collection: so slow is the host that its totals are no exaggeration. */
    private long laterNanos() {
        nowNanos += 200_000 * SECOND;
        return nowNanos;
    }

    static Scenario of(SourceDescription source, CatalogueSettings settings) {
        return new Scenario(FakeProcessSource.of(source), settings);
    }

    /** Single processes are shown, too. */
    static Scenario of(SourceDescription source) {
        return of(source, new CatalogueSettings(true, 1_000, false, "1.2.3"));
    }

    static Scenario linux() {
        return host(linuxSource(), 0);
    }

    static Scenario darwin() {
        return host(darwinSource(), BOOT_NANOS);
    }

    /** Start times since boot, in hundredths of a second. */
    static SourceDescription linuxSource() {
        Set<Measure> measures = EnumSet.allOf(Measure.class);
        measures.removeAll(Set.of(Measure.SYSCALLS_MACH, Measure.SYSCALLS_UNIX, Measure.MESSAGES_SENT,
                Measure.MESSAGES_RECEIVED, Measure.COW_FAULTS));
        measures.removeIf(measure -> measure.kind() == MeasureKind.ENERGY);
        return new SourceDescription("linux", "a test", measures, List.of(), 4, BOOT_NANOS + 123_456_789, 10_000_000, false,
                EnumSet.allOf(ThreadCounter.class));
    }

    /** Start times by the wall clock, in microseconds. */
    static SourceDescription darwinSource() {
        Set<Measure> measures = EnumSet.allOf(Measure.class);
        measures.removeAll(Set.of(Measure.VOLUNTARY_SWITCHES, Measure.MINOR_FAULTS, Measure.PROPORTIONAL_BYTES,
                Measure.PROPORTIONAL_SWAP_BYTES, Measure.THREADS_SLEEPING, Measure.THREADS_WAITING, Measure.THREADS_ENDED,
                Measure.THREADS_OTHER, Measure.SWAP_BYTES, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS,
                Measure.RUN_QUEUE_WAIT_NANOS,
                Measure.TCP_RETRANSMITS));
        return new SourceDescription("darwin", "a test", measures, List.of(), 4, 0, 1_000, true);
    }

    private static Scenario host(SourceDescription description, long boot) {
        Scenario scenario = of(description, new CatalogueSettings(true, 1_000, true, "1.2.3"));
        FakeProcess nginx = process(100, boot + 10 * SECOND).name("nginx").user("root").ids(0, 0);
        FakeProcess worker = measured(process(101, boot + 20 * SECOND).name("nginx").user("www").ids(33, 33), description, 2);
        FakeProcess hostile = measured(process(200, boot + 30_250_000_000L).name(HOSTILE_NAME).user("u\\\"s\n"), description,
                3);
        FakeProcess secret = process(300, boot + 40 * SECOND).name("secret").denied();
        FakeProcess batch = measured(process(400, boot + 50 * SECOND).name("batch").user("bob"), description, 4);
        FakeProcess late = process(500, boot + 150 * SECOND).name("late").user("bob").cpu(0);

        nginx.threads(measured(thread(100, boot + 10 * SECOND, "nginx"), 1),
                measured(thread(110, boot + 11 * SECOND, "pool \"a\""), 2));
        worker.threads(measured(thread(101, boot + 20 * SECOND, "nginx"), 3));
        scenario.source.hostCpu(500 * SECOND)
                .counts(snapshot -> snapshot.countFailure(MeasureKind.CPU, ReadFailure.DENIED));
        scenario.collect(boot + 100 * SECOND, measured(nginx, description, 1), worker, hostile, secret, batch);
        scenario.source.hostCpu(900 * SECOND).counts(snapshot -> {
            snapshot.countFailure(MeasureKind.CPU, ReadFailure.DENIED);
            snapshot.countVanished();
            snapshot.countLostExits(2);
            snapshot.sockets(12);
            snapshot.countLostNetworkUpdates(3);
        });
        // More CPU time than the host can have used since: all of it, whatever the test's clock says.
        nginx.cpu(400_000 * SECOND);
        nginx.threads(kept(100), measured(thread(120, boot + 150 * SECOND, "one too many"), 4),
                thread(121, boot + 150 * SECOND, "another"));
        scenario.collect(boot + 200 * SECOND, nginx, worker, hostile, secret, late);
        return scenario;
    }

    /** Gives a process all measures that the source has, each with a value of its own. */
    static FakeProcess measured(FakeProcess process, SourceDescription source, int factor) {
        for (Measure measure : source.supported()) {
            long value = (measure.ordinal() + 1) * 1_000_003L * factor;
            process.with(measure, switch (measure) {
                case CPU_USER_NANOS, CPU_SYSTEM_NANOS, RUN_QUEUE_WAIT_NANOS, ENERGY_NANOJOULES -> value * 1_000;
                case DESCRIPTOR_LIMIT_USED_MILLIONTHS -> factor * 12_500;
                case PRIORITY -> 20 + factor;
                // Parts of others.
                case VOLUNTARY_SWITCHES, MINOR_FAULTS -> value / 2;
                default -> value;
            });
        }
        return process;
    }

    private static FakeThread measured(FakeThread thread, int factor) {
        for (ThreadCounter counter : ThreadCounter.values()) {
            thread.with(counter, (counter.ordinal() + 1) * 1_000_003L * factor);
        }
        return thread;
    }

    void collect(long listingStartNanos, FakeProcess... processes) {
        source.sees(listingStartNanos, processes);
        collection.collect();
    }

    void collectInVain() {
        source.fails("the test wants it so");
        collection.collect();
    }

    String text(ExpositionFormat format) {
        return new String(body(format, false), UTF_8);
    }

    String text(Profile profile, ExpositionFormat format) {
        return new String(body(profile, format, false), UTF_8);
    }

    byte[] body(ExpositionFormat format, boolean gzip) {
        return body(Profile.ORIGINAL, format, gzip);
    }

    /** A copy of the body's bytes. */
    byte[] body(Profile profile, ExpositionFormat format, boolean gzip) {
        ResponseBody body = held(profile, format, gzip);
        byte[] bytes = Arrays.copyOf(body.bytes(), body.length());
        body.release();
        return bytes;
    }

    /** The body itself, to be given back. */
    ResponseBody held(ExpositionFormat format, boolean gzip) {
        return held(Profile.ORIGINAL, format, gzip);
    }

    private ResponseBody held(Profile profile, ExpositionFormat format, boolean gzip) {
        Exposition exposition = expositions.computeIfAbsent(profile, key -> new Exposition(catalogue(key)));
        return read(result -> exposition.body(result, format, gzip));
    }

    <T> T read(SharedCollection.Reader<T> reader) {
        return collection.latest(reader);
    }

    MetricCatalogue catalogue(Profile profile) {
        return MetricCatalogue.of(source.description(), settings, profile);
    }

    @Override
    public void close() {
        collection.close();
    }
}
