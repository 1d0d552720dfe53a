package io.darwinexporter.internal.exporter;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import com.sun.management.ThreadMXBean;

import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * What a scrape leaves behind for the garbage collector: from the beginning of a collection to the packed body, in a steady
 * host.
 */
class ScrapeAllocationTest {

    private static final int WARM_UP = 30;
    private static final int MEASURED = 20;
    private static final int GROUPS = 60;
    /** For an iterator here and a time there; a byte for each sample or process would be more. */
    private static final long ALLOWED_BYTES = 1024;
    /** What all of a scrape may leave behind, HTTP included, is twice that. */
    private static final long ALLOWED_BYTES_OF_THIS_HOST = 128 * 1024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aScrapeAllocatesNothingForProcessesGroupsOrSamples() {
        assertThat(leastBytes(processes(10 * GROUPS, GROUPS))).isLessThan(ALLOWED_BYTES);
        assertThat(leastBytes(processes(50 * GROUPS, 10 * GROUPS))).isLessThan(ALLOWED_BYTES);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aScrapeOfThisHostStaysWithinItsBudget() {
        assertThat(leastBytes(PlatformSources.open(Platform.AUTO, SourceSettings.defaults(), Path.of("/proc"))))
                .isLessThan(ALLOWED_BYTES_OF_THIS_HOST);
    }

    private static ProcessSource processes(int number, int groups) {
        FakeProcess[] processes = new FakeProcess[number];
        for (int i = 0; i < number; i++) {
            processes[i] = process(1 + i, i).name("group-" + i % groups);
            for (Measure measure : Measure.values()) {
                processes[i].with(measure, i * 1_000_003L + measure.ordinal());
            }
        }
        return FakeProcessSource.withEverything().sees(0, processes);
    }

    private long leastBytes(ProcessSource source) {
        long least = Long.MAX_VALUE;
        try (Exporter exporter = new Exporter(source, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
                GroupSettings.defaults(), Duration.ZERO, new CatalogueSettings(true, 1_000, true, "1"), Profile.ORIGINAL)) {
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                ResponseBody body = exporter.scrape(System.nanoTime(), Profile.ORIGINAL, ExpositionFormat.OPENMETRICS, true);
                body.release();
                if (i >= WARM_UP) {
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
            }
        }
        return least;
    }
}
