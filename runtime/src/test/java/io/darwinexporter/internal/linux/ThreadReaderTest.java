package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.sun.management.ThreadMXBean;

import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.RowList;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.darwinexporter.internal.snapshot.ThreadBuffer;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/** Threads in a made-up procfs: process 10 with the threads 10 and 11. */
@EnabledOnOs(OS.LINUX)
class ThreadReaderTest {

    private static final long TICK = 10_000_000L;
    /** Every so many collections, all of a process is read again. */
    private static final int TURNS = Savings.DEFAULT_FULL_READ_EVERY;

    @TempDir
    private Path folder;
    private FakeProcfs procfs;
    private FakeThreadFiles main;
    private FakeThreadFiles pool;
    private LinuxProcessSource source;
    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private final RowList rows = new RowList();
    private final ThreadBuffer threads = new ThreadBuffer();

    @BeforeEach
    void makeProcfs() {
        procfs = new FakeProcfs(folder);
        procfs.process(10).threads(2).write();
        main = new FakeThreadFiles(procfs, 10, 10).write();
        pool = new FakeThreadFiles(procfs, 10, 11).name("pool").startTicks(600).ticks(7, 3).faults(20, 4).disk(4096, 8192)
                .switches(50, 6).write();
    }

    @AfterEach
    void closeSource() {
        if (source != null) {
            source.close();
        }
    }

    @Test
    void everythingOfAThreadIsRead() throws Exception {
        open(EnumSet.allOf(MeasureKind.class));
        assertThat(source.description().threadCounters()).containsExactlyInAnyOrder(ThreadCounter.values());
        collect(10);

        assertThat(threads.processes()).isEqualTo(1);
        assertThat(threads.row(0)).isEqualTo(row(10));
        assertThat(threads.isProcessKept(0)).isFalse();
        assertThat(count()).isEqualTo(2);
        assertThat(threads.tid(0)).isEqualTo(10);
        assertThat(threads.name(0)).isEqualTo("app");
        assertThat(threads.tid(1)).isEqualTo(11);
        assertThat(threads.name(1)).isEqualTo("pool");
        assertThat(threads.startNanos(1)).isEqualTo(600 * TICK);
        assertThat(value(ThreadCounter.CPU_USER_NANOS)).isEqualTo(7 * TICK);
        assertThat(value(ThreadCounter.CPU_SYSTEM_NANOS)).isEqualTo(3 * TICK);
        assertThat(value(ThreadCounter.MINOR_FAULTS)).isEqualTo(20);
        assertThat(value(ThreadCounter.MAJOR_FAULTS)).isEqualTo(4);
        assertThat(value(ThreadCounter.DISK_READ_BYTES)).isEqualTo(4096);
        assertThat(value(ThreadCounter.DISK_WRITE_BYTES)).isEqualTo(8192);
        assertThat(value(ThreadCounter.VOLUNTARY_SWITCHES)).isEqualTo(50);
        assertThat(value(ThreadCounter.INVOLUNTARY_SWITCHES)).isEqualTo(6);
    }

    @Test
    void onlyChosenProcessesAreRead() throws Exception {
        procfs.process(20).write();
        open(EnumSet.allOf(MeasureKind.class));
        collect();
        assertThat(threads.processes()).isZero();
        collect(10);
        assertThat(threads.processes()).isEqualTo(1);
    }

    @Test
    void processOfOneThreadNeedsNoList() throws Exception {
        procfs.process(20).write();
        new FakeThreadFiles(procfs, 20, 20).name("single").write();
        open(EnumSet.allOf(MeasureKind.class));
        collect(10, 20);
        assertThat(threads.processes()).isEqualTo(2);
        assertThat(threads.endThread(1) - threads.firstThread(1)).isEqualTo(1);
        assertThat(threads.name(threads.firstThread(1))).isEqualTo("single");
    }

    @Test
    void whatIsSwitchedOffIsNotRead() throws Exception {
        open(EnumSet.of(MeasureKind.THREADS, MeasureKind.CPU));
        assertThat(source.description().threadCounters()).containsExactlyInAnyOrder(ThreadCounter.CPU_USER_NANOS,
                ThreadCounter.CPU_SYSTEM_NANOS);
        collect(10);
        assertThat(threads.has(1, ThreadCounter.CPU_USER_NANOS)).isTrue();
        assertThat(threads.has(1, ThreadCounter.MINOR_FAULTS)).isFalse();
        assertThat(threads.has(1, ThreadCounter.DISK_READ_BYTES)).isFalse();
        assertThat(threads.has(1, ThreadCounter.VOLUNTARY_SWITCHES)).isFalse();
    }

    @Test
    void withoutThreadsNothingIsToldOfThem() throws Exception {
        Set<MeasureKind> others = EnumSet.complementOf(EnumSet.of(MeasureKind.THREADS));
        open(others);
        collect(10);
        assertThat(source.description().threadCounters()).isEmpty();
        assertThat(threads.processes()).isZero();
    }

    @Test
    void sleepingThreadIsKeptWithoutBeingRead() throws Exception {
        main.runNanos(1000);
        pool.runNanos(2000);
        open(EnumSet.allOf(MeasureKind.class));
        collect(10);
        assertThat(threads.name(1)).isEqualTo("pool");

        // Not as it could be: what it did would show in its run time.
        pool.ticks(99, 99).write();
        collect(10);
        assertThat(count()).isEqualTo(2);
        assertThat(threads.tid(1)).isEqualTo(11);
        assertThat(threads.name(1)).isNull();

        pool.runNanos(2001);
        collect(10);
        assertThat(threads.name(0)).isNull();
        assertThat(threads.name(1)).isEqualTo("pool");
        assertThat(value(ThreadCounter.CPU_USER_NANOS)).isEqualTo(99 * TICK);
    }

    @Test
    void sleepingThreadThatIsRenamedByAnotherIsSeenToBeInTime() throws Exception {
        main.runNanos(1000);
        pool.runNanos(2000);
        open(EnumSet.allOf(MeasureKind.class));
        collect(10);
        pool.name("renamed").write();
        boolean seen = false;
        for (int i = 0; i < TURNS && !seen; i++) {
            collect(10);
            seen = "renamed".equals(threads.name(1));
        }
        assertThat(seen).isTrue();
    }

    @Test
    void processThatWasNotFollowedIsReadWhole() throws Exception {
        main.runNanos(1000);
        pool.runNanos(2000);
        open(EnumSet.allOf(MeasureKind.class));
        collect(10);
        collect();
        collect(10);
        assertThat(threads.name(0)).isEqualTo("app");
        assertThat(threads.name(1)).isEqualTo("pool");
    }

    @Test
    void threadsThatComeAndGoAreFollowed() throws Exception {
        main.runNanos(1000);
        pool.runNanos(2000);
        open(EnumSet.allOf(MeasureKind.class));
        collect(10);
        procfs.delete("10/task/11");
        new FakeThreadFiles(procfs, 10, 12).name("late").write().runNanos(2000);
        collect(10);
        assertThat(count()).isEqualTo(2);
        assertThat(threads.name(0)).isNull();
        assertThat(threads.tid(1)).isEqualTo(12);
        assertThat(threads.name(1)).isEqualTo("late");
    }

    @Test
    void kernelThatDoesNotTellRunTimesIsReadEachTime() throws Exception {
        main.runNanos(0);
        pool.runNanos(0);
        open(EnumSet.allOf(MeasureKind.class));
        collect(10);
        collect(10);
        assertThat(threads.name(0)).isEqualTo("app");
        assertThat(threads.name(1)).isEqualTo("pool");
    }

    @Test
    void threadThatVanishesIsNoFailure() throws Exception {
        open(EnumSet.allOf(MeasureKind.class));
        pool.delete("stat");
        collect(10);
        assertThat(count()).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.THREADS, ReadFailure.GONE)).isZero();
    }

    @Test
    void threadThatVanishesHalfwayHasWhatWasRead() throws Exception {
        open(EnumSet.allOf(MeasureKind.class));
        pool.delete("status");
        collect(10);
        assertThat(threads.has(1, ThreadCounter.DISK_READ_BYTES)).isTrue();
        assertThat(threads.has(1, ThreadCounter.VOLUNTARY_SWITCHES)).isFalse();
        assertThat(snapshot.failures(MeasureKind.SCHEDULING, ReadFailure.GONE)).isZero();
    }

    @Test
    void unreadableThreadIsKeptAndCounted() throws Exception {
        open(EnumSet.of(MeasureKind.THREADS, MeasureKind.CPU));
        collect(10);
        pool.broken("stat");
        collect(10);
        assertThat(count()).isEqualTo(2);
        assertThat(threads.tid(1)).isEqualTo(11);
        assertThat(threads.name(1)).isNull();
        assertThat(snapshot.failures(MeasureKind.THREADS, ReadFailure.FAILED)).isEqualTo(1);
    }

    @Test
    void malformedFilesAreCountedByKind() throws Exception {
        open(EnumSet.allOf(MeasureKind.class));
        procfs.file("10/task/10/stat", "10 (cut");
        procfs.file("10/task/11/io", "rchar: 1\n");
        procfs.file("10/task/11/status", "Name:\tpool\n");
        collect();
        long before = snapshot.failures(MeasureKind.SCHEDULING, ReadFailure.MALFORMED);
        readThreads(10);
        assertThat(threads.name(0)).isNull();
        assertThat(threads.name(1)).isEqualTo("pool");
        assertThat(threads.has(1, ThreadCounter.DISK_READ_BYTES)).isFalse();
        assertThat(threads.has(1, ThreadCounter.VOLUNTARY_SWITCHES)).isFalse();
        assertThat(snapshot.failures(MeasureKind.DISK, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.SCHEDULING, ReadFailure.MALFORMED)).isEqualTo(before + 1);
    }

    @Test
    void whatCouldNotBeReadIsTriedAgainThoughTheThreadSleeps() throws Exception {
        main.runNanos(1000);
        pool.runNanos(2000);
        open(EnumSet.allOf(MeasureKind.class));
        procfs.file("10/task/11/status", "Name:\tpool\n");
        collect(10);
        pool.write();
        collect(10);
        assertThat(threads.has(1, ThreadCounter.VOLUNTARY_SWITCHES)).isTrue();
    }

    @Test
    void processWhoseThreadsCannotBeListedIsKept() throws Exception {
        open(EnumSet.of(MeasureKind.THREADS, MeasureKind.CPU));
        procfs.delete("10/task");
        procfs.file("10/task", "no folder");
        collect(10);
        assertThat(threads.processes()).isEqualTo(1);
        assertThat(threads.isProcessKept(0)).isTrue();
        assertThat(snapshot.failures(MeasureKind.THREADS, ReadFailure.FAILED)).isPositive();
    }

    @Test
    void processThatHasGoneHasNoThreads() throws Exception {
        open(EnumSet.of(MeasureKind.THREADS, MeasureKind.CPU));
        source.collect(snapshot, ProcessFilter.ALL);
        procfs.delete("10");
        readThreads(10);
        assertThat(threads.processes()).isZero();
    }

    @Test
    void processThatHasGoneAndWhosePidIsAnothersHasNoThreads() throws Exception {
        open(EnumSet.allOf(MeasureKind.class));
        source.collect(snapshot, ProcessFilter.ALL);
        main.startTicks(700).write();
        readThreads(10);
        assertThat(threads.processes()).isZero();
    }

    @Test
    void namesOfAnyBytesAreValidText() throws Exception {
        main.name("a)b(\n\t\"\\{} \u00ff").write();
        pool.name("").write();
        open(EnumSet.allOf(MeasureKind.class));
        collect(10);
        assertThat(threads.name(0)).isEqualTo("a)b(\n\t\"\\{} \uFFFD");
        assertThat(threads.name(1)).isEmpty();
    }

    @Test
    void nameIsMadeOnce() throws Exception {
        open(EnumSet.allOf(MeasureKind.class));
        collect(10);
        String name = threads.name(1);
        collect(10);
        assertThat(threads.name(1)).isSameAs(name);
    }

    @Test
    void steadyReadingMakesNoGarbage() throws Exception {
        procfs.process(10).threads(202).write();
        for (int tid = 100; tid < 300; tid++) {
            new FakeThreadFiles(procfs, 10, tid).name("pool-" + tid % 7).write();
        }
        open(EnumSet.allOf(MeasureKind.class));
        ThreadMXBean own = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            collect();
            rows.add(row(10));
            long before = own.getCurrentThreadAllocatedBytes();
            source.readThreads(rows, threads);
            least = Math.min(least, own.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(count()).isEqualTo(202);
        assertThat(least).isLessThan(500);
    }

    @Test
    void memoryOfNamesIsBounded() {
        ThreadNames names = new ThreadNames();
        String first = names.of(new byte[] { 'x' }, 0, 1);
        for (int i = 0; i < 10_000; i++) {
            byte[] name = ("[thread " + i + "]").getBytes(StandardCharsets.US_ASCII);
            assertThat(names.of(name, 1, name.length - 1)).isEqualTo("thread " + i);
            assertThat(names.of(name, 1, name.length - 1)).isSameAs(names.of(name, 1, name.length - 1));
        }
        assertThat(names.of(new byte[] { 'x' }, 0, 1)).isEqualTo(first).isNotSameAs(first);
    }

    private void open(Set<MeasureKind> kinds) {
        source = LinuxProcessSource.open(new SourceSettings(kinds, Set.of(), false), new LinuxSettings(folder, false));
    }

    private void collect(int... pids) throws CollectionFailedException {
        source.collect(snapshot, ProcessFilter.ALL);
        readThreads(pids);
    }

    private void readThreads(int... pids) {
        rows.clear();
        for (int pid : pids) {
            rows.add(row(pid));
        }
        threads.begin();
        source.readThreads(rows, threads);
    }

    private int row(int pid) {
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.pid(row) == pid) {
                return row;
            }
        }
        throw new AssertionError("no row of " + pid);
    }

    /** The threads of the only process. */
    private int count() {
        return threads.endThread(0) - threads.firstThread(0);
    }

    /** A counter of the thread "pool". */
    private long value(ThreadCounter counter) {
        assertThat(threads.has(1, counter)).as(counter.name()).isTrue();
        return threads.value(1, counter);
    }
}
