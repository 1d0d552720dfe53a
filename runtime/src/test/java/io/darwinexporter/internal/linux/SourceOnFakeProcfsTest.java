package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

/** Expected trouble: what procfs may show, and what it may lack. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "saving {0}")
@ValueSource(booleans = { true, false })
class SourceOnFakeProcfsTest {

    private static final long TICK = 10_000_000L;
    private static final long PAGE = 4096;

    @TempDir
    private Path folder;
    private final Savings savings;
    private FakeProcfs procfs;
    private LinuxProcessSource source;
    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private ProcessFilter filter = ProcessFilter.ALL;

    SourceOnFakeProcfsTest(boolean saving) {
        savings = saving ? Savings.defaults() : Savings.none();
    }

    @BeforeEach
    void makeProcfs() {
        procfs = new FakeProcfs(folder);
    }

    @AfterEach
    void closeSource() {
        if (source != null) {
            source.close();
        }
    }

    @Test
    void fixtureTreeIsReadWhole() throws Exception {
        Path fixtures = Path.of(getClass().getResource("/fixtures/linux/proc/stat").toURI()).getParent();
        source = LinuxProcessSource.open(settings(Set.of(ProcessFact.ARGUMENTS)), linux(fixtures, true));
        source.collect(snapshot, filter);
        assertThat(snapshot.rows()).isEqualTo(3);

        int several = row(2001);
        assertThat(snapshot.name(several)).isEqualTo("a b ) ( c d");
        assertThat(snapshot.arguments(several)).containsExactly("/usr/bin/python3", "/srv/app/main.py", "--port=80");
        assertThat(snapshot.userId(several)).isEqualTo(1000);
        assertThat(snapshot.groupId(several)).isEqualTo(100);
        assertThat(snapshot.startNanos(several)).isEqualTo(267731 * TICK);
        assertThat(snapshot.state(several)).isEqualTo(ProcessState.RUNNING);
        assertThat(value(2001, Measure.CPU_USER_NANOS)).isEqualTo(1250 * TICK);
        assertThat(value(2001, Measure.CPU_SYSTEM_NANOS)).isEqualTo(75 * TICK);
        assertThat(value(2001, Measure.REAPED_CHILDREN_CPU_USER_NANOS)).isEqualTo(10 * TICK);
        assertThat(value(2001, Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS)).isEqualTo(5 * TICK);
        assertThat(value(2001, Measure.REAPED_CHILDREN_FAULTS)).isEqualTo(32);
        assertThat(value(2001, Measure.REAPED_CHILDREN_PAGEINS)).isEqualTo(2);
        assertThat(value(2001, Measure.FAULTS)).isEqualTo(1190);
        assertThat(value(2001, Measure.PAGEINS)).isEqualTo(7);
        assertThat(value(2001, Measure.MINOR_FAULTS)).isEqualTo(1183);
        assertThat(value(2001, Measure.RESIDENT_BYTES)).isEqualTo(2287 * PAGE);
        assertThat(value(2001, Measure.VIRTUAL_BYTES)).isEqualTo(40364 * PAGE);
        // No swap is in use on that host, so that what status says of it does not count.
        assertThat(value(2001, Measure.SWAP_BYTES)).isZero();
        assertThat(value(2001, Measure.FOOTPRINT_BYTES)).isEqualTo((2287 - 1410) * PAGE + 128 * 1024);
        assertThat(value(2001, Measure.PROPORTIONAL_BYTES)).isEqualTo(4711 * 1024);
        assertThat(value(2001, Measure.PROPORTIONAL_SWAP_BYTES)).isEqualTo(12 * 1024);
        assertThat(value(2001, Measure.DISK_READ_BYTES)).isEqualTo(81920);
        assertThat(value(2001, Measure.DISK_WRITE_BYTES)).isEqualTo(4096);
        assertThat(value(2001, Measure.OPEN_DESCRIPTORS)).isEqualTo(4);
        assertThat(value(2001, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isEqualTo(4 * 1_000_000 / 1024);
        assertThat(value(2001, Measure.THREADS)).isEqualTo(3);
        assertThat(value(2001, Measure.THREADS_RUNNING)).isEqualTo(1);
        assertThat(value(2001, Measure.THREADS_SLEEPING)).isEqualTo(2);
        assertThat(value(2001, Measure.CONTEXT_SWITCHES)).isEqualTo(42 + 305 + 7);
        assertThat(value(2001, Measure.VOLUNTARY_SWITCHES)).isEqualTo(40 + 300 + 7);
        assertThat(value(2001, Measure.PRIORITY)).isEqualTo(20);

        int zombie = row(4001);
        assertThat(snapshot.state(zombie)).isEqualTo(ProcessState.ZOMBIE);
        assertThat(value(4001, Measure.CPU_USER_NANOS)).isEqualTo(42 * TICK);
        assertThat(snapshot.has(zombie, Measure.RESIDENT_BYTES)).isFalse();
        assertThat(snapshot.has(zombie, Measure.THREADS)).isFalse();

        assertThat(snapshot.name(row(5001))).isEqualTo("chrome_crashpad_handler");
        assertThat(snapshot.has(row(5001), Measure.OPEN_DESCRIPTORS)).isTrue();
        assertThat(snapshot.has(row(5001), Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).as("it has no limit").isFalse();
        assertThat(snapshot.hostCpuNanos()).isEqualTo((70049L + 9128 + 103 + 59) * TICK);
    }

    @Test
    void kernelThreadsAreShownOnlyWhenAskedFor() throws Exception {
        procfs.process(2).command("kthreadd").commandLine("").kernelThread().write();
        procfs.process(10).write();
        open(false);
        collect();
        assertThat(snapshot.rows()).isEqualTo(1);
        source.close();
        source = LinuxProcessSource.open(new SourceSettings(EnumSet.allOf(MeasureKind.class), Set.of(), true),
                linux(folder, false));
        collect();
        assertThat(snapshot.name(row(2))).isEqualTo("kthreadd");
    }

    @Test
    void lightCollectionsReadMemoryAndTheLikeEveryFourthTime() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).ticks(1, 0).pages(100, 10);
        process.write();
        open(false);
        collect();
        source.lighten(true);
        int seen = 0;
        for (int i = 1; i <= 8; i++) {
            process.ticks(1 + i, 0).pages(100 + i, 10).write();
            collect();
            assertThat(value(10, Measure.CPU_USER_NANOS)).isEqualTo((1 + i) * TICK);
            assertThat(value(10, Measure.OPEN_DESCRIPTORS)).isPositive();
            seen += value(10, Measure.RESIDENT_BYTES) == (100 + i) * PAGE ? 1 : 0;
        }
        assertThat(seen).isEqualTo(2);

        procfs.process(11).pages(70, 10).write();
        collect();
        assertThat(value(11, Measure.RESIDENT_BYTES)).isEqualTo(70 * PAGE);

        source.lighten(false);
        for (int i = 1; i <= 4; i++) {
            process.pages(200 + i, 10).write();
            collect();
            assertThat(value(10, Measure.RESIDENT_BYTES)).isEqualTo((200 + i) * PAGE);
        }
    }

    @Test
    void limitsOfDescriptorsAreReadFromFilesWhereThePidsAreNotTheKernels() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).softLimit(1000).write();
        open(Set.of(MeasureKind.DESCRIPTORS));
        collect();
        assertThat(value(10, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isEqualTo(3_000);
        process.softLimit(100).write();
        int stale = 0;
        for (int i = 0; i < savings.fullReadEvery(); i++) {
            collect();
            stale += value(10, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS) == 3_000 ? 1 : 0;
        }
        assertThat(value(10, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isEqualTo(30_000);
        assertThat(stale).as("collections that have not read it again").isPositive();
    }

    @Test
    void withoutItsLimitsAProcessStillTellsItsDescriptors() throws Exception {
        procfs.process(10).softLimit(0).write();
        procfs.process(11).write();
        procfs.process(12).write();
        procfs.process(13).write();
        procfs.breakFile("11/limits");
        procfs.file("12/limits", "");
        procfs.file("13/limits", "Max open files");
        open(Set.of(MeasureKind.DESCRIPTORS));
        collect();
        for (int pid = 10; pid <= 13; pid++) {
            assertThat(value(pid, Measure.OPEN_DESCRIPTORS)).isEqualTo(3);
            assertThat(snapshot.has(row(pid), Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isFalse();
        }
        assertThat(snapshot.failures(MeasureKind.DESCRIPTORS, ReadFailure.FAILED)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.DESCRIPTORS, ReadFailure.GONE)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.DESCRIPTORS, ReadFailure.MALFORMED)).isEqualTo(1);
        procfs.delete("11/limits");
        procfs.process(11).write();
        collect();
        assertThat(value(11, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isEqualTo(3_000);
    }

    @Test
    void namesOfAnyBytesAreValidText() throws Exception {
        procfs.process(10).command("a)b(\n\t\"\\{}").write();
        procfs.process(11).command("\u00ff\u00fe").write();
        procfs.process(12).command("").commandLine("").write();
        procfs.process(13).command("name-of-15-byte").commandLine("/x/" + "name-of-15-bytes".repeat(1000) + "\0").write();
        procfs.process(14).command("name-of-15-byte").commandLine("/opt/other\0").write();
        open(false);
        collect();
        assertThat(snapshot.name(row(10))).isEqualTo("a)b(\n\t\"\\{}");
        assertThat(snapshot.name(row(11))).isEqualTo("\uFFFD\uFFFD");
        assertThat(snapshot.name(row(12))).isEmpty();
        assertThat(snapshot.name(row(13))).hasSize(256).startsWith("name-of-15-bytes");
        assertThat(snapshot.name(row(14))).isEqualTo("name-of-15-byte");
    }

    @Test
    void longCommandLinesAreCut() throws Exception {
        procfs.process(10).commandLine("app\0" + "x".repeat(200_000) + "\0").write();
        open(true);
        collect();
        assertThat(snapshot.arguments(row(10))).hasSize(2);
        assertThat(snapshot.arguments(row(10)).get(1)).hasSizeLessThan(64 * 1024);
    }

    @Test
    void usersWithoutANameAreCalledByTheirNumber() throws Exception {
        procfs.process(10).uid(4294967000L).write();
        procfs.process(11).uid(0).write();
        open(false);
        collect();
        assertThat(snapshot.user(row(10))).isEqualTo("4294967000");
        assertThat(snapshot.user(row(11))).isEqualTo("root");
    }

    @Test
    void samePidWithAnotherStartIsAnotherProcess() throws Exception {
        procfs.process(10).startTicks(500).ticks(1000, 0).write();
        open(false);
        collect();
        procfs.process(10).startTicks(700).ticks(3, 0).command("new").switches(5).write();
        collect();
        assertThat(snapshot.startNanos(row(10))).isEqualTo(700 * TICK);
        assertThat(snapshot.name(row(10))).isEqualTo("new");
        assertThat(value(10, Measure.CPU_USER_NANOS)).isEqualTo(3 * TICK);
        assertThat(value(10, Measure.CONTEXT_SWITCHES)).isEqualTo(5);
    }

    @Test
    void execChangesTheFactsAndAsksTheFilterAgain() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).command("sh").commandLine("sh\0").uid(0).write();
        filter = name -> name.equals("sh");
        open(true);
        collect();
        ProcessDescription before = snapshot.description(row(10));
        assertThat(snapshot.isExcluded(row(10))).isFalse();
        collect();
        assertThat(snapshot.description(row(10))).isSameAs(before);
        process.command("java").commandLine("java\0Main\0").uid(4294967000L).write();
        collect();
        assertThat(snapshot.description(row(10))).isNotSameAs(before);
        assertThat(snapshot.arguments(row(10))).containsExactly("java", "Main");
        assertThat(snapshot.user(row(10))).isEqualTo("4294967000");
        assertThat(snapshot.isExcluded(row(10))).isTrue();
    }

    @Test
    void excludedProcessTellsItsCpuTimeAndNothingDear() throws Exception {
        procfs.process(10).write();
        filter = name -> false;
        open(false);
        collect();
        assertThat(snapshot.isExcluded(row(10))).isTrue();
        assertThat(snapshot.has(row(10), Measure.CPU_USER_NANOS)).isTrue();
        assertThat(snapshot.has(row(10), Measure.RESIDENT_BYTES)).isFalse();
        assertThat(snapshot.has(row(10), Measure.DISK_READ_BYTES)).isFalse();
    }

    @Test
    void processThatVanishesIsCountedAndHasNoRow() throws Exception {
        procfs.process(10).write();
        procfs.process(11).write();
        procfs.delete("11/stat");
        open(false);
        collect();
        assertThat(snapshot.rows()).isEqualTo(1);
        assertThat(snapshot.vanished()).isEqualTo(1);
    }

    @Test
    void whereStatusCannotBeReadTheUserIsTheOwnerOfTheFolder() throws Exception {
        procfs.process(10).write();
        procfs.process(11).write();
        open(false);
        collect();
        assertThat(snapshot.rows()).isEqualTo(2);
        procfs.process(12).write();
        procfs.delete("12/status");
        collect();
        // The folder is still there, and tells whose process it is.
        assertThat(snapshot.rows()).isEqualTo(3);
        assertThat(snapshot.user(row(12))).isEqualTo(snapshot.userId(row(12)) == 0 ? "root" : System.getProperty("user.name"));
    }

    @Test
    void missingFilesCostTheirMeasuresOnly() throws Exception {
        procfs.process(10).write();
        open(false);
        collect();
        for (String file : new String[] { "io", "statm", "fd" }) {
            procfs.delete("10/" + file);
        }
        collect();
        int row = row(10);
        assertThat(snapshot.has(row, Measure.CPU_USER_NANOS)).isTrue();
        assertThat(snapshot.has(row, Measure.CONTEXT_SWITCHES)).isTrue();
        assertThat(snapshot.has(row, Measure.DISK_READ_BYTES)).isFalse();
        assertThat(snapshot.has(row, Measure.RESIDENT_BYTES)).isFalse();
        assertThat(snapshot.has(row, Measure.OPEN_DESCRIPTORS)).isFalse();
        for (MeasureKind kind : new MeasureKind[] { MeasureKind.DISK, MeasureKind.MEMORY, MeasureKind.DESCRIPTORS }) {
            assertThat(snapshot.failures(kind, ReadFailure.GONE)).as(kind.label()).isEqualTo(1);
        }
    }

    @Test
    void filesThatCannotBeReadAreCountedAsFailed() throws Exception {
        procfs.process(10).write();
        open(false);
        procfs.breakFile("10/io");
        collect();
        assertThat(snapshot.has(row(10), Measure.DISK_READ_BYTES)).isFalse();
        assertThat(snapshot.failures(MeasureKind.DISK, ReadFailure.FAILED)).isEqualTo(1);
        assertThat(snapshot.isDenied(row(10))).isFalse();
    }

    @Test
    void filesThatAreNotUnderstoodAreCountedAsMalformed() throws Exception {
        procfs.process(10).write();
        procfs.file("10/io", "read_bytes: 5");
        procfs.file("10/statm", "");
        procfs.file("10/status", "Name: x\n");
        procfs.file("stat", "");
        procfs.file("meminfo", "");
        open(false);
        collect();
        assertThat(snapshot.failures(MeasureKind.DISK, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.MEMORY, ReadFailure.MALFORMED)).isEqualTo(2);
        assertThat(snapshot.failures(MeasureKind.SCHEDULING, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.CPU, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.hasHostCpuNanos()).isFalse();
        assertThat(snapshot.has(row(10), Measure.CPU_USER_NANOS)).isTrue();
        assertThat(snapshot.has(row(10), Measure.CONTEXT_SWITCHES)).isFalse();
    }

    @Test
    void failedReadForgetsNobody() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).ticks(1000, 0).write();
        open(false);
        collect();
        ProcessDescription before = snapshot.description(row(10));
        procfs.file("10/stat", "10 (ap");
        collect();
        assertThat(snapshot.failures(MeasureKind.IDENTITY, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.name(row(10))).isEqualTo("app");
        assertThat(snapshot.present(row(10))).isZero();
        process.write();
        collect();
        assertThat(snapshot.description(row(10))).isSameAs(before);
        assertThat(value(10, Measure.CPU_USER_NANOS)).isEqualTo(1000 * TICK);
    }

    @Test
    void procfsThatCannotBeReadAnyMoreFailsTheCollectionAndLeavesTheSnapshot() throws Exception {
        procfs.process(10).write();
        open(false);
        collect();
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        assertThatThrownBy(this::collect).isInstanceOf(CollectionFailedException.class).hasMessageContaining(folder.toString());
        assertThat(snapshot.rows()).isEqualTo(1);
        Files.createDirectory(folder);
        assertThatThrownBy(this::collect).isInstanceOf(CollectionFailedException.class);
        Files.delete(folder);
        Files.move(away, folder);
        collect();
        assertThat(value(10, Measure.CPU_USER_NANOS)).isEqualTo(10 * TICK);
    }

    @Test
    void placeWithoutProcessesIsUnsupported() {
        assertThatThrownBy(() -> open(false)).isInstanceOf(UnsupportedPlatformException.class)
                .hasMessageContaining("no processes in " + folder);
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> LinuxProcessSource.open(settings(Set.of()), linux(nowhere, true)))
                .isInstanceOf(UnsupportedPlatformException.class).hasMessageContaining(nowhere.toString());
    }

    @Test
    void switchesNeverFallWhenThreadsEnd() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(3).switches(10).write();
        process.writeThread(10, 'S', 10).writeThread(11, 'S', 100).writeThread(12, 'R', 1000);
        open(false);
        collect();
        assertThat(value(10, Measure.CONTEXT_SWITCHES)).isEqualTo(1110);
        procfs.delete("10/task/12");
        process.threads(2).writeThread(10, 'S', 11).write();
        collect();
        assertThat(value(10, Measure.CONTEXT_SWITCHES)).isEqualTo(1111);
        procfs.delete("10/task/11");
        process.threads(1).switches(12).writeThread(10, 'S', 12).write();
        collect();
        assertThat(value(10, Measure.CONTEXT_SWITCHES)).isEqualTo(1112);
        assertThat(value(10, Measure.VOLUNTARY_SWITCHES)).isEqualTo(1112 - 3);
    }

    @Test
    void mainThreadMayEndBeforeItsProcess() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).state('Z').threads(2).write();
        process.writeThread(10, 'Z', 10).writeThread(11, 'R', 100);
        open(false);
        collect();
        assertThat(snapshot.state(row(10))).isEqualTo(ProcessState.RUNNING);
        assertThat(value(10, Measure.THREADS_RUNNING)).isEqualTo(1);
        assertThat(value(10, Measure.THREADS_ENDED)).isEqualTo(1);
        assertThat(snapshot.has(row(10), Measure.RESIDENT_BYTES)).isFalse();
        assertThat(snapshot.has(row(10), Measure.OPEN_DESCRIPTORS)).isFalse();
    }

    @Test
    void threadsAreNotReadWhileNoneCanHaveRun() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(2).ticks(10, 0).write();
        process.writeThread(10, 'S', 1).writeThread(11, 'R', 1);
        open(EnumSet.of(MeasureKind.THREADS));
        collect();
        assertThat(value(10, Measure.THREADS_RUNNING)).isEqualTo(1);
        process.writeThread(11, 'S', 1);
        collect();
        assertThat(value(10, Measure.THREADS_RUNNING)).isZero();
        // A thread that ran would have made the process use time.
        process.writeThread(11, 'R', 1);
        collect();
        assertThat(value(10, Measure.THREADS_RUNNING)).isZero();
        process.ticks(11, 0).write();
        collect();
        assertThat(value(10, Measure.THREADS_RUNNING)).isEqualTo(1);
    }

    @Test
    void threadsAreCountedByWhatTheyDo() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(6).write();
        process.writeThread(10, 'S', 1).writeThread(11, 'R', 1).writeThread(12, 'D', 1).writeThread(13, 'S', 1)
                .writeThread(14, 'T', 1).writeThread(15, 'Z', 1);
        procfs.process(20).state('D').write();
        procfs.process(21).state('t').write();
        open(false);
        collect();
        assertThat(threadStates(10)).containsExactly(1, 2, 1, 1, 1);
        assertThat(threadStates(20)).containsExactly(0, 0, 1, 0, 0);
        assertThat(threadStates(21)).containsExactly(0, 0, 0, 0, 1);
    }

    @Test
    void threadThatHasComeIsCountedWhereNoTimeWasUsed() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(2).write();
        process.writeThread(10, 'S', 1).writeThread(11, 'S', 1);
        open(EnumSet.of(MeasureKind.THREADS));
        collect();
        process.writeThread(12, 'D', 1).threads(3).write();
        collect();
        assertThat(threadStates(10)).containsExactly(0, 2, 1, 0, 0);
    }

    /** Running, sleeping, waiting, ended, other. */
    private List<Integer> threadStates(int pid) {
        return Stream.of(Measure.THREADS_RUNNING, Measure.THREADS_SLEEPING, Measure.THREADS_WAITING, Measure.THREADS_ENDED,
                Measure.THREADS_OTHER).map(measure -> (int) value(pid, measure)).toList();
    }

    @Test
    void everyStateLetterHasItsState() throws Exception {
        String letters = "RSDTtZXIPW";
        for (int i = 0; i < letters.length(); i++) {
            procfs.process(10 + i).state(letters.charAt(i)).write();
        }
        open(EnumSet.of(MeasureKind.CPU));
        collect();
        ProcessState[] expected = { ProcessState.RUNNING, ProcessState.SLEEPING, ProcessState.WAITING, ProcessState.STOPPED,
                ProcessState.STOPPED, ProcessState.ZOMBIE, ProcessState.ZOMBIE, ProcessState.IDLE, ProcessState.UNKNOWN,
                ProcessState.UNKNOWN };
        for (int i = 0; i < expected.length; i++) {
            assertThat(snapshot.state(row(10 + i))).as(letters.substring(i, i + 1)).isEqualTo(expected[i]);
        }
    }

    @Test
    void swapCountsOnlyWhileTheHostUsesSome() throws Exception {
        procfs.process(10).pages(300, 100).write();
        open(false);
        collect();
        assertThat(value(10, Measure.SWAP_BYTES)).isZero();
        assertThat(value(10, Measure.FOOTPRINT_BYTES)).isEqualTo(200 * PAGE + 40 * 1024);
        procfs.file("meminfo", "SwapTotal: 100 kB\nSwapFree: 50 kB\n");
        collect();
        assertThat(value(10, Measure.SWAP_BYTES)).isEqualTo(8 * 1024);
        assertThat(value(10, Measure.FOOTPRINT_BYTES)).isEqualTo(200 * PAGE + 48 * 1024);
    }

    @Test
    void onlyWhatIsWantedIsReadAndTold() throws Exception {
        procfs.process(10).write();
        for (String file : new String[] { "io", "statm", "fd", "status" }) {
            procfs.breakFile("10/" + file);
        }
        open(EnumSet.of(MeasureKind.CPU));
        assertThat(source.description().supported()).containsExactly(Measure.CPU_USER_NANOS, Measure.CPU_SYSTEM_NANOS,
                Measure.REAPED_CHILDREN_CPU_USER_NANOS, Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS);
        collect();
        for (MeasureKind kind : MeasureKind.values()) {
            assertThat(snapshot.failures(kind, ReadFailure.FAILED)).as(kind.label())
                    .isEqualTo(kind == MeasureKind.IDENTITY ? 1 : 0);
        }
    }

    @Test
    void whatTheDescriptionSupportsIsWhatRowsHave() throws Exception {
        procfs.process(10).write();
        open(false);
        collect();
        long supported = 0;
        for (Measure measure : source.description().supported()) {
            supported |= measure.bit();
        }
        assertThat(snapshot.present(row(10))).isEqualTo(supported);
    }

    @Test
    void foreignProcfsIsSaidAndNotMixedWithOtherSources() throws IOException {
        procfs.process(10).write();
        Files.createSymbolicLink(folder.resolve("self"), Path.of("10"));
        source = LinuxProcessSource.open(settings(Set.of()), linux(folder, true));
        assertThat(source.description().missing()).anyMatch(text -> text.contains("another pid namespace"));
        assertThat(source.description().supported()).doesNotContain(Measure.RUN_QUEUE_WAIT_NANOS);
    }

    private void open(boolean arguments) {
        Set<ProcessFact> facts = arguments ? Set.of(ProcessFact.ARGUMENTS) : Set.of();
        source = LinuxProcessSource.open(settings(facts), linux(folder, true));
    }

    private void open(Set<MeasureKind> kinds) {
        source = LinuxProcessSource.open(new SourceSettings(kinds, Set.of(), false), linux(folder, true));
    }

    private LinuxSettings linux(Path procfs, boolean taskstats) {
        return new LinuxSettings(procfs, taskstats, true, savings);
    }

    private static SourceSettings settings(Set<ProcessFact> facts) {
        return new SourceSettings(EnumSet.allOf(MeasureKind.class), facts, false);
    }

    private void collect() throws CollectionFailedException {
        source.collect(snapshot, filter);
    }

    private int row(int pid) {
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.pid(row) == pid) {
                return row;
            }
        }
        throw new AssertionError("no row of " + pid);
    }

    private long value(int pid, Measure measure) {
        assertThat(snapshot.has(row(pid), measure)).as(measure.name()).isTrue();
        return snapshot.value(row(pid), measure);
    }
}
