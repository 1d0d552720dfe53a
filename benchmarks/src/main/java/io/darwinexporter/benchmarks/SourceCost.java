package io.darwinexporter.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import com.sun.management.ThreadMXBean;

import io.darwinexporter.internal.linux.LinuxProcessSource;
import io.darwinexporter.internal.linux.LinuxSettings;
import io.darwinexporter.internal.linux.Savings;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * What reading takes for each process of this host: lines to put beside those that the C program <code>limit</code> prints.
 * First everything, as the exporter reads it; then without savings what <code>limit</code> calls lean.
 * Arguments: rounds, seconds between them.
 */
public final class SourceCost {

    private static final int WARM_UP = 40;
    private static final Set<MeasureKind> SAME_FILES = EnumSet.of(MeasureKind.CPU, MeasureKind.FAULTS, MeasureKind.DISK,
            MeasureKind.DESCRIPTORS);

    private SourceCost() {
    }

    public static void main(String... arguments) throws CollectionFailedException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        long pauseMillis = Math.round(Double.parseDouble(arguments[1]) * 1000);
        print("everything", SourceSettings.defaults(), LinuxSettings.defaults(), rounds, pauseMillis);
        print("stat+io+fdcount", new SourceSettings(SAME_FILES, Set.of(), false),
                new LinuxSettings(Path.of("/proc"), false, false, Savings.none()), rounds, pauseMillis);
    }

    private static void print(String what, SourceSettings settings, LinuxSettings linux, int rounds, long pauseMillis)
            throws CollectionFailedException, InterruptedException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] nanos = new long[rounds];
        long[] bytes = new long[rounds];
        SnapshotBuffer snapshot = new SnapshotBuffer();
        try (LinuxProcessSource source = LinuxProcessSource.open(settings, linux)) {
            for (int i = -WARM_UP; i < rounds; i++) {
                long cpu = threads.getCurrentThreadCpuTime();
                long allocated = threads.getCurrentThreadAllocatedBytes();
                source.collect(snapshot, ProcessFilter.ALL);
                if (i >= 0) {
                    bytes[i] = threads.getCurrentThreadAllocatedBytes() - allocated;
                    nanos[i] = threads.getCurrentThreadCpuTime() - cpu;
                }
                Thread.sleep(pauseMillis);
            }
        }
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        System.out.println(what + ", " + snapshot.rows() + " processes: " + nanos[rounds / 2] / snapshot.rows()
                + " ns of CPU for each (median; least " + nanos[0] / snapshot.rows() + "), "
                + bytes[rounds / 2] + " bytes allocated in a collection");
    }
}
