package io.darwinexporter.internal.exposition;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * What a body costs in garbage: its own array, whatever the number of groups.
 */
class ExpositionAllocationTest {

    private static final int GROUPS = 500;
    private static final int ROUNDS = 20;
    /** For a map entry here and a measuring call there; a byte for each sample would be 15,000. */
    private static final long SLACK_BYTES = 8 * 1024;

    @Test
    void writingAllocatesTheBodyAndNothingElse() {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
                "this Java runtime does not count what threads allocate");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        SourceDescription source = Scenario.linuxSource();
        FakeProcess[] processes = new FakeProcess[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            processes[i] = Scenario.measured(process(1 + i, i).name("group-" + i), source, i);
        }
        try (Scenario scenario = Scenario.of(source, new CatalogueSettings(true, 1_000, false, "1"))) {
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                scenario.collect(0, processes);
                least = Math.min(least, scenario.read(result -> {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    byte[] body = scenario.exposition(Profile.ORIGINAL).body(result, ExpositionFormat.TEXT, true);
                    return threads.getCurrentThreadAllocatedBytes() - before - body.length;
                }));
            }

            assertThat(least).isBetween(0L, SLACK_BYTES);
        }
    }
}
