package io.darwinexporter.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.group.Tracker;
import io.darwinexporter.internal.rule.RuleDefinition;
import io.darwinexporter.internal.rule.RuleReading;
import io.darwinexporter.internal.rule.Written;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * From a snapshot to groups: 2,000 or 10,000 processes in 40 groups, every counter of which has moved; with rules that take
 * none of them, each with a regular expression, and without. Rules are asked in the first collection only, so that their number
 * makes no difference.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = { "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1" })
public class TrackerBenchmark {

    @Param({ "2000", "10000" })
    public int processes;

    @Param({ "0", "50" })
    public int rules;

    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private MadeUpHost host;
    private Tracker tracker;
    private long nanos;

    @Setup
    public void open() {
        host = new MadeUpHost(processes, 40);
        tracker = new Tracker(host.description(), snapshot, new ConfiguredGrouping(true, false, false),
                GroupSettings.defaults());
        tracker.useRules(RuleReading.of(definitions(), Optional.empty(), Optional.empty(), true).rules());
    }

    private List<RuleDefinition> definitions() {
        List<RuleDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            String place = "rule " + i;
            Written expression = new Written("^/opt/(?P<what>[a-z]+)-" + i + "/bin/", place);
            definitions.add(new RuleDefinition(place, false, new Written("${what}", place),
                    Map.of("cmdline", List.of(expression)), Map.of(), null, null, null));
        }
        return definitions;
    }

    /** Filling the snapshot is part of it, and some 0.1 µs a process. */
    @Benchmark
    public GroupTable update() {
        host.collect(snapshot, ProcessFilter.ALL);
        tracker.update(nanos += 1_000_000_000L);
        return tracker.groups();
    }
}
