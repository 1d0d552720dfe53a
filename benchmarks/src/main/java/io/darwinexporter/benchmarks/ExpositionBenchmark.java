package io.darwinexporter.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.exposition.Exposition;
import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.ProcessFilter;

/** From groups to text: 2,000 groups with all families of Linux, with a series for each of 10,000 processes or without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = { "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1" })
public class ExpositionBenchmark {

    @Param({ "true", "false" })
    public boolean processInfo;

    @Param({ "false", "true" })
    public boolean gzip;

    private SharedCollection collection;
    private Exposition exposition;

    @Setup
    public void open() {
        MadeUpHost host = new MadeUpHost(10_000, 2_000);
        collection = new SharedCollection(new CollectionCycle(host, ProcessFilter.ALL,
                new ConfiguredGrouping(true, false, false), GroupSettings.defaults()), Duration.ZERO);
        exposition = new Exposition(MetricCatalogue.of(host.description(),
                new CatalogueSettings(processInfo, 10_000, false, "1"), Profile.ORIGINAL));
    }

    /** Between two invocations: the same collection would give the same body. */
    @Setup(Level.Invocation)
    public void collect() {
        collection.collect();
    }

    @TearDown
    public void close() {
        collection.close();
    }

    @Benchmark
    public int write() {
        ResponseBody body = collection.latest(result -> exposition.body(result, ExpositionFormat.TEXT, gzip));
        int length = body.length();
        body.release();
        return length;
    }
}
