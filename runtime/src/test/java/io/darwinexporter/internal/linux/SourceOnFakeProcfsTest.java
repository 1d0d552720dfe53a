package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceSettings;

/** What procfs may show: who is who, and what is told of whom. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "saving {0}")
@ValueSource(booleans = { true, false })
class SourceOnFakeProcfsTest extends OnFakeProcfs {

    SourceOnFakeProcfsTest(boolean saving) {
        super(saving);
    }

    @Test
    void fixtureTreeIsReadWhole() throws Exception {
        Path fixtures = Path.of(getClass().getResource("/fixtures/linux/proc/stat").toURI()).getParent();
        source = LinuxProcessSource.open(settings(Set.of(ProcessFact.ARGUMENTS)), linux(fixtures));
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
        open(new SourceSettings(EnumSet.allOf(MeasureKind.class), Set.of(), true));
        collect();
        assertThat(snapshot.name(row(2))).isEqualTo("kthreadd");
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
}
