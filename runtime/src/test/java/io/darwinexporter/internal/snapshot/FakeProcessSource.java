package io.darwinexporter.internal.snapshot;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A source that sees what a test tells it to see.
 */
public final class FakeProcessSource implements ProcessSource {

    private final SourceDescription description;
    private @Nullable SnapshotBuffer filled;
    private List<FakeProcess> processes = List.of();
    private long listingStartNanos;
    private long hostCpuNanos = -1;
    private Consumer<SnapshotBuffer> counting = snapshot -> {
    };
    private String failure = "";
    private int collections;
    private int closed;
    private boolean lightened;

    private FakeProcessSource(SourceDescription description) {
        this.description = description;
    }

    /**
     * Every measure, of threads, too, two processors, smaller priorities first, start times in nanoseconds since 1970, grain 10
     * ms.
     */
    public static FakeProcessSource withEverything() {
        return of(new SourceDescription("fake", "a fake", EnumSet.allOf(Measure.class), List.of(), 2, 0, 10_000_000, false,
                EnumSet.allOf(ThreadCounter.class)));
    }

    public static FakeProcessSource of(String platform, Set<Measure> supported, boolean largerPriorityFirst) {
        return of(new SourceDescription(platform, "a fake", supported, List.of(), 2, 0, 10_000_000, largerPriorityFirst));
    }

    public static FakeProcessSource of(SourceDescription description) {
        return new FakeProcessSource(description);
    }

    /** What the next collections see. */
    public FakeProcessSource sees(long listingStartNanos, FakeProcess... processes) {
        this.listingStartNanos = listingStartNanos;
        this.processes = List.of(processes);
        return this;
    }

    public FakeProcessSource hostCpu(long nanos) {
        this.hostCpuNanos = nanos;
        return this;
    }

    /** What the next collections count beside processes: failures, say. */
    public FakeProcessSource counts(Consumer<SnapshotBuffer> counting) {
        this.counting = counting;
        return this;
    }

    /** Lets collections fail from now on; an empty message ends that. */
    public FakeProcessSource fails(String message) {
        this.failure = message;
        return this;
    }

    @Override
    public SourceDescription description() {
        return description;
    }

    @Override
    public void collect(SnapshotBuffer snapshot, ProcessFilter filter) throws CollectionFailedException {
        collections++;
        if (!failure.isEmpty()) {
            throw new CollectionFailedException(failure);
        }
        snapshot.begin(listingStartNanos);
        if (hostCpuNanos >= 0) {
            snapshot.hostCpuNanos(hostCpuNanos);
        }
        for (FakeProcess process : processes) {
            process.addTo(snapshot, filter);
        }
        counting.accept(snapshot);
        filled = snapshot;
    }

    @Override
    public void readThreads(RowList rows, ThreadBuffer threads) {
        for (int i = 0; i < rows.size(); i++) {
            for (FakeProcess process : processes) {
                if (process.isRow(Objects.requireNonNull(filled), rows.row(i))) {
                    process.addThreadsTo(threads, rows.row(i));
                }
            }
        }
    }

    @Override
    public void lighten(boolean light) {
        lightened = light;
    }

    /** Whether collections are to be light. */
    public boolean isLightened() {
        return lightened;
    }

    /** How often it was asked to collect. */
    public int collections() {
        return collections;
    }

    public boolean isClosed() {
        return closed > 0;
    }

    @Override
    public void close() {
        closed++;
    }
}
