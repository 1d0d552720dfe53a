package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.management.ThreadMXBean;

/** What the source takes: garbage in steady collections, and descriptors and threads while it is open. */
@EnabledOnOs(OS.LINUX)
class SourceCostTest {

    private static final int PROCESSES = 600;
    private static final int WARM_UP = 20;
    private static final int MEASURED = 20;
    /** Other processes of the host come and go meanwhile, and each new one costs some objects. */
    private static final long ALLOWED_BYTES = 8 * 1024;
    private static final int OPENINGS = 20;

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void steadyCollectionsMakeNoGarbageForEachProcess(boolean taskstats) throws Exception {
        List<Process> processes = new ArrayList<>();
        try (LiveSource live = new LiveSource(taskstats)) {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(new ProcessBuilder("sleep", "300").start());
            }
            for (int i = 0; i < WARM_UP; i++) {
                live.collect();
            }
            // The first seconds of a process are not steady.
            Thread.sleep(6000);
            live.collect();
            live.collect();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            for (int i = 0; i < MEASURED; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                live.collect();
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(live.snapshot().rows()).isGreaterThan(PROCESSES);
            assertThat(least).isLessThan(ALLOWED_BYTES);
        } finally {
            processes.forEach(Process::destroyForcibly);
            for (Process process : processes) {
                process.waitFor();
            }
        }
    }

    @Test
    void closingGivesEverythingBack() throws Exception {
        openAndClose();
        long descriptors = entries("/proc/self/fd");
        for (int i = 0; i < OPENINGS; i++) {
            openAndClose();
        }
        assertThat(entries("/proc/self/fd")).isLessThan(descriptors + OPENINGS);
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("darwin-exporter-"));
    }

    private static void openAndClose() throws Exception {
        try (LiveSource live = new LiveSource(true, new Savings(false, 20, true, 1L << 30))) {
            // Files are kept open from the second reading on.
            live.collect().collect().collect();
        }
    }

    private static long entries(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            return entries.count();
        }
    }
}
