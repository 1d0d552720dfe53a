package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.SECOND;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static io.darwinexporter.internal.snapshot.FakeThread.kept;
import static io.darwinexporter.internal.snapshot.FakeThread.thread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.FakeThread;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.ThreadBuffer;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/** Collections of threads, one a second; CPU times are in seconds where nothing else is said. */
class ThreadTrackerTest {

    private final FakeProcessSource source = FakeProcessSource.withEverything();
    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private final ThreadBuffer threads = new ThreadBuffer();
    private boolean on = true;
    private Tracker tracker;
    private ThreadTracker threadTracker;

    ThreadTrackerTest() {
        track(Duration.ofHours(1), 100);
    }

    /** Groups whose names begin with an underscore are not broken down. */
    private void track(Duration retention, int names) {
        GroupSettings settings = new GroupSettings(Duration.ofSeconds(1), retention,
                new ThreadSettings(group -> on && !group.labels().groupName().startsWith("_"), names));
        tracker = new Tracker(source.description(), snapshot, new ConfiguredGrouping(true, false, false), settings);
        threadTracker = new ThreadTracker(source.description(), snapshot, tracker.groups(), settings);
    }

    @Test
    void threadsThatAreThereFirstCountWithAllTheyHaveDone() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 5), cpu(8, 2, "pool", 3), cpu(9, 2, "pool", 4)));

        assertThat(cpu()).isEqualTo(Map.of("main", 5L, "pool", 7L));
        assertThat(living()).isEqualTo(Map.of("main", 1, "pool", 2));
        assertThat(named("pool").countedSinceNanos()).isEqualTo(2 * SECOND);
    }

    @Test
    void threadsBornLaterCountInFullAndOthersByTheirGrowth() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 5)));
        at(101, process(7, SECOND).threads(cpu(7, 1, "main", 6), cpu(8, 100, "pool", 3)));
        at(102, process(7, SECOND).threads(cpu(7, 1, "main", 8), cpu(8, 100, "pool", 7)));

        assertThat(cpu()).isEqualTo(Map.of("main", 8L, "pool", 7L));
        assertThat(named("pool").countedSinceNanos()).isEqualTo(100 * SECOND);
    }

    @Test
    void oldThreadsOfAProcessThatComesIntoSightLaterCountFromThenOn() {
        at(100);
        at(101, process(7, SECOND).threads(cpu(7, 1, "main", 50)));
        assertThat(cpu()).isEqualTo(Map.of("main", 0L));

        at(102, process(7, SECOND).threads(cpu(7, 1, "main", 52)));
        assertThat(cpu()).isEqualTo(Map.of("main", 2L));
    }

    @Test
    void endedThreadsLeaveWhatTheyDid() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 5), cpu(8, 2, "pool", 3), cpu(10, 2, "pool", 1)));
        at(101, process(7, SECOND).threads(cpu(7, 1, "main", 5), cpu(9, 100, "pool", 1), cpu(10, 2, "pool", 2)));

        assertThat(cpu()).isEqualTo(Map.of("main", 5L, "pool", 6L));
        assertThat(living()).isEqualTo(Map.of("main", 1, "pool", 2));

        at(102, process(7, SECOND).threads(cpu(7, 1, "main", 5)));
        assertThat(cpu()).isEqualTo(Map.of("main", 5L, "pool", 6L));
        assertThat(living()).isEqualTo(Map.of("main", 1, "pool", 0));
    }

    @Test
    void renamedThreadLeavesItsPastToTheOldName() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(8, 2, "idle", 3)));
        at(101, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(8, 2, "busy", 7)));

        assertThat(cpu()).isEqualTo(Map.of("main", 1L, "idle", 3L, "busy", 4L));
        assertThat(living()).isEqualTo(Map.of("main", 1, "idle", 0, "busy", 1));

        at(102, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(8, 2, "idle", 8)));
        assertThat(cpu()).isEqualTo(Map.of("main", 1L, "idle", 4L, "busy", 4L));
    }

    @Test
    void reusedNumberIsAnotherThread() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(8, 2, "pool", 9)));
        at(101, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(8, 100, "pool", 4)));

        assertThat(cpu()).isEqualTo(Map.of("main", 1L, "pool", 13L));
    }

    @Test
    void reusedPidIsAnotherProcess() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 9)));
        at(101, process(7, 100 * SECOND).threads(cpu(7, 100, "main", 4)));

        assertThat(cpu()).isEqualTo(Map.of("main", 13L));
        assertThat(threadTracker.trackedProcesses()).isEqualTo(1);
    }

    @Test
    void threadThatTakesOverTheMainThreadCountsFromItsOwnCounters() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 9), cpu(8, 2, "pool", 2)));
        at(101, process(7, SECOND).threads(cpu(7, 1, "exec", 3)));
        assertThat(cpu()).isEqualTo(Map.of("main", 9L, "pool", 2L, "exec", 0L));

        at(102, process(7, SECOND).threads(cpu(7, 1, "exec", 5)));
        assertThat(cpu()).isEqualTo(Map.of("main", 9L, "pool", 2L, "exec", 2L));
    }

    @Test
    void whatIsKeptLivesAndAddsNothing() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 5), cpu(8, 2, "pool", 3)));
        at(101, process(7, SECOND).threads(kept(7), cpu(8, 2, "pool", 4)));
        assertThat(cpu()).isEqualTo(Map.of("main", 5L, "pool", 4L));
        assertThat(living()).isEqualTo(Map.of("main", 1, "pool", 1));

        at(102, process(7, SECOND).threadsKept());
        assertThat(cpu()).isEqualTo(Map.of("main", 5L, "pool", 4L));
        assertThat(living()).isEqualTo(Map.of("main", 1, "pool", 1));

        at(103, process(7, SECOND).threads(cpu(7, 1, "main", 6), cpu(8, 2, "pool", 9)));
        assertThat(cpu()).isEqualTo(Map.of("main", 6L, "pool", 9L));
    }

    @Test
    void threadThatWasNeverReadIsNotThere() {
        at(100, process(7, SECOND).threads(kept(7)), process(8, SECOND).threadsKept());

        assertThat(living()).isEmpty();
    }

    @Test
    void counterThatCannotBeReadIsAbsentAndCountsFromTheTimeItCan() {
        at(100, process(7, SECOND).threads(thread(7, SECOND, "main")));
        assertThat(named("main").has(ThreadCounter.DISK_READ_BYTES)).isFalse();

        at(101, process(7, SECOND).threads(thread(7, SECOND, "main").with(ThreadCounter.DISK_READ_BYTES, 500)));
        at(102, process(7, SECOND).threads(thread(7, SECOND, "main").with(ThreadCounter.DISK_READ_BYTES, 530)));
        at(103, process(7, SECOND).threads(thread(7, SECOND, "main")));
        at(104, process(7, SECOND).threads(thread(7, SECOND, "main").with(ThreadCounter.DISK_READ_BYTES, 540)));

        // At the first collection it was there, so all that it read before is its past and counts.
        assertThat(named("main").value(ThreadCounter.DISK_READ_BYTES)).isEqualTo(540);
    }

    @Test
    void processThatGoesToAnotherGroupTakesOnlyLaterGrowthWithIt() {
        at(100, process(7, SECOND).name("shell").threads(cpu(7, 1, "main", 5)));
        at(101, process(7, SECOND).name("worker").threads(cpu(7, 1, "main", 8)));

        assertThat(cpu("shell")).isEqualTo(Map.of("main", 5L));
        assertThat(cpu("worker")).isEqualTo(Map.of("main", 3L));
        assertThat(living("shell")).isEqualTo(Map.of("main", 0));
    }

    @Test
    void keptProcessThatGoesToAnotherGroupIsCountedThere() {
        at(100, process(7, SECOND).name("shell").threads(cpu(7, 1, "main", 5)));
        at(101, process(7, SECOND).name("worker").threadsKept());

        assertThat(living("shell")).isEqualTo(Map.of("main", 0));
        assertThat(living("worker")).isEqualTo(Map.of("main", 1));
    }

    @Test
    void onlyLivingMembersOfGroupsThatAreBrokenDownAreAskedFor() {
        source.sees(100 * SECOND, process(7, SECOND), process(8, SECOND).name("_quiet"),
                process(9, SECOND).state(ProcessState.ZOMBIE), process(10, SECOND));
        collect();
        tracker.update(100 * SECOND);

        assertThat(threadTracker.choose().size()).isEqualTo(2);
        assertThat(threadTracker.choose().row(0)).isZero();
        assertThat(threadTracker.choose().row(1)).isEqualTo(3);
        assertThat(group("_quiet").threadBreakdown()).isNull();
    }

    @Test
    void groupThatIsNoLongerBrokenDownForgetsAndBeginsAnew() {
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 5)));
        on = false;
        at(101, process(7, SECOND).threads(cpu(7, 1, "main", 6)));
        assertThat(group("worker").threadBreakdown()).isNull();
        assertThat(threadTracker.trackedProcesses()).isZero();

        on = true;
        at(102, process(7, SECOND).threads(cpu(7, 1, "main", 7)));
        at(103, process(7, SECOND).threads(cpu(7, 1, "main", 9)));
        assertThat(cpu()).isEqualTo(Map.of("main", 2L));
    }

    @Test
    void namesBeyondTheLimitAreCountedTogether() {
        track(Duration.ofHours(1), 2);
        at(100, process(7, SECOND).threads(cpu(7, 1, "a", 1), cpu(8, 1, "b", 2), cpu(9, 1, "c", 3), cpu(10, 1, "d", 4),
                cpu(11, 1, "other", 5)));
        at(101, process(7, SECOND).threads(cpu(7, 1, "a", 1), cpu(8, 1, "b", 2), cpu(9, 1, "c", 4), cpu(10, 1, "d", 5),
                cpu(11, 1, "other", 6), cpu(12, 100, "e", 1)));

        assertThat(cpu()).isEqualTo(Map.of("a", 1L, "b", 2L, "other", 16L));
        assertThat(living()).isEqualTo(Map.of("a", 1, "b", 1, "other", 4));
    }

    @Test
    void namesWithoutThreadsGoAfterTheRetentionAndMakeRoom() {
        track(Duration.ofSeconds(5), 2);
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(8, 1, "old", 2), cpu(9, 1, "third", 3)));
        at(101, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(9, 1, "third", 3)));
        at(105, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(9, 1, "third", 3)));
        assertThat(cpu()).isEqualTo(Map.of("main", 1L, "old", 2L, "other", 3L));

        at(106, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(9, 1, "third", 3)));
        at(107, process(7, SECOND).threads(cpu(7, 1, "main", 1), cpu(9, 1, "third", 3), cpu(10, 106, "new", 4)));
        // A thread stays where it is counted.
        assertThat(cpu()).isEqualTo(Map.of("main", 1L, "other", 3L, "new", 4L));
    }

    @Test
    void namesOfAnEmptyGroupStayAsLongAsTheGroup() {
        track(Duration.ofSeconds(5), 100);
        at(100, process(7, SECOND).threads(cpu(7, 1, "main", 1)));
        at(102);
        assertThat(cpu()).isEqualTo(Map.of("main", 1L));
        assertThat(living()).isEqualTo(Map.of("main", 0));
        assertThat(threadTracker.trackedProcesses()).isZero();

        at(110);
        assertThat(tracker.groups().size()).isZero();
    }

    @Test
    void namesAreFitToBeLabels() {
        at(100, process(7, SECOND).threads(thread(7, SECOND, ""), thread(8, SECOND, "a\ud800b"),
                thread(9, SECOND, "x".repeat(300)), thread(10, SECOND, "a\ufffdb")));

        assertThat(living()).isEqualTo(Map.of("unknown", 1, "a\ufffdb", 2, "x".repeat(256), 1));
    }

    @Test
    void aGroupHasAtLeastOneName() {
        assertThatThrownBy(() -> ThreadSettings.everyGroup(0)).hasMessageContaining("namesOfGroup: 0");
    }

    @Test
    void steadyCollectionsMakeNoGarbage() {
        FakeThread[] pool = new FakeThread[500];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = cpu(100 + i, 1, "pool " + i % 50, i);
        }
        at(100, process(7, SECOND).threads(pool));
        ThreadMXBean own = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            threadTracker.choose();
            long before = own.getCurrentThreadAllocatedBytes();
            threadTracker.update(threads, (101 + i) * SECOND);
            least = Math.min(least, own.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(500);
        assertThat(living()).hasSize(50);
    }

    private static FakeThread cpu(int tid, long startSeconds, String name, long cpuSeconds) {
        return thread(tid, startSeconds * SECOND, name).cpu(cpuSeconds * SECOND);
    }

    private void at(long seconds, FakeProcess... processes) {
        source.sees(seconds * SECOND, processes);
        collect();
        tracker.update(seconds * SECOND);
        threads.begin();
        source.readThreads(threadTracker.choose(), threads);
        threadTracker.update(threads, seconds * SECOND);
    }

    private void collect() {
        try {
            source.collect(snapshot, ProcessFilter.ALL);
        } catch (CollectionFailedException e) {
            throw new AssertionError(e);
        }
    }

    private Group group(String name) {
        for (int i = 0; i < tracker.groups().size(); i++) {
            if (tracker.groups().group(i).labels().groupName().equals(name)) {
                return tracker.groups().group(i);
            }
        }
        throw new AssertionError("no group " + name);
    }

    private NamedThreads named(String name) {
        ThreadBreakdown breakdown = group("worker").threadBreakdown();
        for (int i = 0; i < breakdown.size(); i++) {
            if (breakdown.threads(i).name().equals(name)) {
                return breakdown.threads(i);
            }
        }
        throw new AssertionError("no threads " + name);
    }

    private Map<String, Long> cpu() {
        return cpu("worker");
    }

    private Map<String, Long> cpu(String group) {
        Map<String, Long> seconds = new TreeMap<>();
        ThreadBreakdown breakdown = group(group).threadBreakdown();
        for (int i = 0; i < breakdown.size(); i++) {
            NamedThreads named = breakdown.threads(i);
            assertThat(named.has(ThreadCounter.CPU_USER_NANOS)).isTrue();
            seconds.put(named.name(), named.value(ThreadCounter.CPU_USER_NANOS) / SECOND);
        }
        return seconds;
    }

    private Map<String, Integer> living() {
        return living("worker");
    }

    private Map<String, Integer> living(String group) {
        Map<String, Integer> living = new TreeMap<>();
        ThreadBreakdown breakdown = group(group).threadBreakdown();
        for (int i = 0; i < breakdown.size(); i++) {
            living.put(breakdown.threads(i).name(), breakdown.threads(i).living());
        }
        return living;
    }
}
