package io.darwinexporter.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.darwinexporter.internal.linux.LinuxProcessSource;
import io.darwinexporter.internal.linux.LinuxSettings;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

/** One look at every process of this host, with everything on. Start a herd first, and run it as root. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = { "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1" })
public class LinuxSourceBenchmark {

    private LinuxProcessSource source;
    private final SnapshotBuffer snapshot = new SnapshotBuffer();

    @Setup
    public void open() {
        source = LinuxProcessSource.open(SourceSettings.defaults(), LinuxSettings.defaults());
    }

    @TearDown
    public void close() {
        source.close();
    }

    @Benchmark
    public int collect() throws CollectionFailedException {
        source.collect(snapshot, ProcessFilter.ALL);
        return snapshot.rows();
    }
}
