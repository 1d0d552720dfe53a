package io.darwinexporter.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;

import io.darwinexporter.internal.linux.LinuxProcessSource;
import io.darwinexporter.internal.linux.LinuxSettings;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * What reading takes for each process of this host, everything on: a line to put beside those that the C program
 * <code>limit</code> prints. Arguments: rounds, seconds between them.
 */
public final class SourceCost {

    private static final int WARM_UP = 40;

    private SourceCost() {
    }

    public static void main(String... arguments) throws CollectionFailedException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        long pauseMillis = Math.round(Double.parseDouble(arguments[1]) * 1000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] nanos = new long[rounds];
        long[] bytes = new long[rounds];
        SnapshotBuffer snapshot = new SnapshotBuffer();
        try (LinuxProcessSource source = LinuxProcessSource.open(SourceSettings.defaults(), LinuxSettings.defaults())) {
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
        System.out.println(snapshot.rows() + " processes: " + nanos[rounds / 2] / snapshot.rows()
                + " ns of CPU for each (median; least " + nanos[0] / snapshot.rows() + "), "
                + bytes[rounds / 2] + " bytes allocated in a collection");
    }
}
