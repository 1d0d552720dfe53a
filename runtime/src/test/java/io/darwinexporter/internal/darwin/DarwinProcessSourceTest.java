package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

@ExtendWith(StandIn.ClosesSources.class)
class DarwinProcessSourceTest {

    private final StandIn standIn = StandIn.get();
    private final Collected seen = new Collected();

    private static ScenarioProcess busy(ScenarioProcess process) {
        return process.with("ppid", 1).with("uid", 501).with("gid", 20).with("user", 240_000_007).with("system", 48_000_000)
                .with("virtual", 400_000_000_000L).with("resident", 123_456_789).with("footprint", 77_000_000)
                .with("threads", 12).with("running", 2).with("priority", 47).with("nfiles", 100).with("fds", 31)
                .with("faults", 5001).with("cow", 502).with("sent", 603).with("received", 704).with("mach", 805)
                .with("unix", 906).with("csw", 1007).with("pageins", 5_000_000_000L).with("idle_wakeups", 11)
                .with("interrupt_wakeups", 12).with("disk_read", 8192).with("disk_written", 4096)
                .with("instructions", 9_000_000_000L).with("cycles", 8_000_000_000L).with("energy", 123_000_000)
                .with("child_user", 24_000_000).with("child_system", 12_000_000).with("child_pageins", 33);
    }

    @Test
    void everyMeasureIsReadOnAppleSiliconAsRoot() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        busy(scenario.process(700, "Safari"));
        seen.by(standIn.open(scenario));

        SnapshotBuffer snapshot = seen.snapshot();
        int row = seen.row(700);
        assertThat(snapshot.name(row)).isEqualTo("Safari");
        assertThat(snapshot.user(row)).isEqualTo("ann");
        assertThat(snapshot.userId(row)).isEqualTo(501);
        assertThat(snapshot.groupId(row)).isEqualTo(20);
        assertThat(snapshot.parentPid(row)).isEqualTo(1);
        assertThat(snapshot.state(row)).isEqualTo(ProcessState.RUNNING);
        assertThat(snapshot.startNanos(row)).isEqualTo(Scenario.START_SECONDS * 1_000_000_000L + 700_000);
        assertThat(snapshot.isDenied(row)).isFalse();
        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(10_000_000_291L);
        assertThat(seen.value(700, Measure.CPU_SYSTEM_NANOS)).isEqualTo(2_000_000_000L);
        assertThat(seen.value(700, Measure.VIRTUAL_BYTES)).isEqualTo(400_000_000_000L);
        assertThat(seen.value(700, Measure.RESIDENT_BYTES)).isEqualTo(123_456_789);
        assertThat(seen.value(700, Measure.FOOTPRINT_BYTES)).isEqualTo(77_000_000);
        assertThat(seen.value(700, Measure.THREADS)).isEqualTo(12);
        assertThat(seen.value(700, Measure.THREADS_RUNNING)).isEqualTo(2);
        assertThat(seen.value(700, Measure.PRIORITY)).isEqualTo(47);
        assertThat(seen.value(700, Measure.OPEN_DESCRIPTORS)).isEqualTo(31);
        assertThat(seen.value(700, Measure.FAULTS)).isEqualTo(5001);
        assertThat(seen.value(700, Measure.COW_FAULTS)).isEqualTo(502);
        assertThat(seen.value(700, Measure.MESSAGES_SENT)).isEqualTo(603);
        assertThat(seen.value(700, Measure.MESSAGES_RECEIVED)).isEqualTo(704);
        assertThat(seen.value(700, Measure.SYSCALLS_MACH)).isEqualTo(805);
        assertThat(seen.value(700, Measure.SYSCALLS_UNIX)).isEqualTo(906);
        assertThat(seen.value(700, Measure.CONTEXT_SWITCHES)).isEqualTo(1007);
        assertThat(seen.value(700, Measure.PAGEINS)).isEqualTo(5_000_000_000L);
        assertThat(seen.value(700, Measure.IDLE_WAKEUPS)).isEqualTo(11);
        assertThat(seen.value(700, Measure.INTERRUPT_WAKEUPS)).isEqualTo(12);
        assertThat(seen.value(700, Measure.DISK_READ_BYTES)).isEqualTo(8192);
        assertThat(seen.value(700, Measure.DISK_WRITE_BYTES)).isEqualTo(4096);
        assertThat(seen.value(700, Measure.INSTRUCTIONS)).isEqualTo(9_000_000_000L);
        assertThat(seen.value(700, Measure.CYCLES)).isEqualTo(8_000_000_000L);
        assertThat(seen.value(700, Measure.ENERGY_NANOJOULES)).isEqualTo(123_000_000);
        assertThat(seen.value(700, Measure.REAPED_CHILDREN_CPU_USER_NANOS)).isEqualTo(1_000_000_000L);
        assertThat(seen.value(700, Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS)).isEqualTo(500_000_000L);
        assertThat(seen.value(700, Measure.REAPED_CHILDREN_PAGEINS)).isEqualTo(33);
    }

    @Test
    void aUserOnIntelReadsOwnProcessesAndOnlyNamesTheOthers() {
        Scenario scenario = Scenario.intelAsUser();
        busy(scenario.process(700, "Safari"));
        busy(scenario.process(701, "a-daemon-with-a-name")).with("uid", 0).in("stop");
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source);

        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(240_000_007);
        assertThat(seen.value(700, Measure.DISK_READ_BYTES)).isEqualTo(8192);
        assertThat(source.description().supported()).doesNotContain(Measure.ENERGY_NANOJOULES, Measure.INSTRUCTIONS,
                Measure.CYCLES);
        assertThat(seen.has(700, Measure.ENERGY_NANOJOULES)).isFalse();

        SnapshotBuffer snapshot = seen.snapshot();
        int foreign = seen.row(701);
        assertThat(snapshot.name(foreign)).isEqualTo("a-daemon-with-a-");
        assertThat(snapshot.user(foreign)).isEqualTo("root");
        assertThat(snapshot.startNanos(foreign)).isEqualTo(Scenario.START_SECONDS * 1_000_000_000L + 701_000);
        assertThat(snapshot.state(foreign)).isEqualTo(ProcessState.STOPPED);
        assertThat(snapshot.isDenied(foreign)).isTrue();
        assertThat(seen.measured(701)).isEqualTo(NetworkRows.MEASURES);
        assertThat(snapshot.failures(MeasureKind.CPU, ReadFailure.DENIED)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.DESCRIPTORS, ReadFailure.DENIED)).isEqualTo(1);
    }

    @Test
    void aForeignProcessThatRunsOrSleepsIsOfUnknownState() {
        Scenario scenario = Scenario.intelAsUser();
        scenario.process(701, "launchd");
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().state(seen.row(701))).isEqualTo(ProcessState.UNKNOWN);
    }

    @Test
    void aProcessWithoutRunnableThreadsSleeps() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "idler").with("running", 0);
        scenario.process(701, "halted").with("running", 0).in("stop");
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().state(seen.row(700))).isEqualTo(ProcessState.SLEEPING);
        assertThat(seen.snapshot().state(seen.row(701))).isEqualTo(ProcessState.STOPPED);
    }

    @Test
    void namesAreCutAt31BytesAndRepaired() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "x".repeat(30) + "\u00e4");
        scenario.process(701, new byte[] { 'b', (byte) 0xff, '"', '\\', '\n', ' ', '}' });
        scenario.process(702, "a-long-name-that-is-not-there").with("unnamed", 1);
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().name(seen.row(700))).isEqualTo("x".repeat(30) + "\ufffd");
        assertThat(seen.snapshot().name(seen.row(701))).isEqualTo("b\ufffd\"\\\n }");
        assertThat(seen.snapshot().name(seen.row(702))).isEqualTo("a-long-name-tha");
    }

    @Test
    void aUserWithoutNameIsANumber() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "orphan").with("uid", 4_294_967_294L);
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().user(seen.row(700))).isEqualTo("4294967294");
        assertThat(seen.snapshot().userId(seen.row(700))).isEqualTo(4_294_967_294L);
    }

    @Test
    void aUserThatCouldNotBeAskedForIsAskedForAgain() {
        Scenario scenario = Scenario.appleSiliconAsRoot().host("fail_users", 5);
        scenario.process(700, "first").with("uid", 501);
        DarwinProcessSource source = standIn.open(scenario);
        assertThat(seen.by(source).snapshot().user(seen.row(700))).isEqualTo("501");
        scenario.host("fail_users", 0).process(701, "second").with("uid", 501);
        standIn.replace(scenario);

        assertThat(seen.by(source).snapshot().user(seen.row(701))).isEqualTo("ann");
    }

    @Test
    void aChangedUserIsNoticed() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "login");
        DarwinProcessSource source = standIn.open(scenario);
        ProcessDescription before = seen.by(source).snapshot().description(seen.row(700));
        scenario.process(700).with("uid", 502);
        standIn.replace(scenario);
        seen.by(source);

        assertThat(seen.snapshot().user(seen.row(700))).isEqualTo("bob");
        assertThat(seen.snapshot().description(seen.row(700))).isNotSameAs(before);
    }

    @Test
    void aTableOfDescriptorsMayBeLargerThanTheBuffer() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        // Listed, and read, from the last one to the first.
        scenario.process(702, "none").with("fds", 0);
        scenario.process(700, "mysqld").with("nfiles", 51_200).with("fds", 40_000);
        scenario.process(701, "grows").with("nfiles", 25).with("fds", 90_000);
        seen.by(standIn.open(scenario));

        assertThat(seen.value(700, Measure.OPEN_DESCRIPTORS)).isEqualTo(40_000);
        assertThat(seen.value(701, Measure.OPEN_DESCRIPTORS)).isEqualTo(90_000);
        assertThat(seen.value(702, Measure.OPEN_DESCRIPTORS)).isZero();
    }

    @Test
    void aMeasureThatFailsLeavesTheOthers() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        busy(scenario.process(700, "sandboxed")).with("fail_usage", 1);
        busy(scenario.process(701, "odd")).with("fail_fds", 22);
        busy(scenario.process(702, "cut")).with("short_task", 8);
        busy(scenario.process(703, "walled")).with("fail_fds", 13);
        seen.by(standIn.open(scenario));

        assertThat(seen.has(700, Measure.DISK_READ_BYTES)).isFalse();
        assertThat(seen.value(700, Measure.THREADS)).isEqualTo(12);
        assertThat(seen.snapshot().isDenied(seen.row(700))).isTrue();
        assertThat(seen.snapshot().failures(MeasureKind.DISK, ReadFailure.DENIED)).isEqualTo(1);
        assertThat(seen.has(701, Measure.OPEN_DESCRIPTORS)).isFalse();
        assertThat(seen.value(701, Measure.DISK_READ_BYTES)).isEqualTo(8192);
        assertThat(seen.snapshot().failures(MeasureKind.DESCRIPTORS, ReadFailure.FAILED)).isEqualTo(1);
        assertThat(seen.snapshot().isDenied(seen.row(703))).isTrue();
        assertThat(seen.snapshot().failures(MeasureKind.DESCRIPTORS, ReadFailure.DENIED)).isEqualTo(1);
        assertThat(seen.measured(702)).isEqualTo(NetworkRows.MEASURES);
        assertThat(seen.snapshot().name(seen.row(702))).isEqualTo("cut");
        assertThat(seen.snapshot().failures(MeasureKind.CPU, ReadFailure.MALFORMED)).isEqualTo(1);
    }

    @Test
    void noDescriptorsAreNoFailureThatAnEarlierCallHadLeftBehind() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        busy(scenario.process(700, "bare")).with("fds", 0).with("fail_usage", 1);
        seen.by(standIn.open(scenario));

        assertThat(seen.value(700, Measure.OPEN_DESCRIPTORS)).isZero();
    }

    @Test
    void aDifferenceThatTheKernelGotWrongIsNoValue() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        busy(scenario.process(700, "racy")).with("disk_written", -4096);
        seen.by(standIn.open(scenario));

        assertThat(seen.has(700, Measure.DISK_WRITE_BYTES)).isFalse();
        assertThat(seen.value(700, Measure.DISK_READ_BYTES)).isEqualTo(8192);
        assertThat(seen.snapshot().failures(MeasureKind.DISK, ReadFailure.MALFORMED)).isEqualTo(1);
    }

    @Test
    void onlyWantedKindsAreAskedFor() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        busy(scenario.process(700, "Safari"));
        DarwinProcessSource source = standIn.open(scenario,
                new SourceSettings(EnumSet.of(MeasureKind.THREADS), Set.of(), false));
        standIn.forgetCalls();
        seen.by(source);

        assertThat(source.description().supported()).containsExactlyInAnyOrder(Measure.THREADS, Measure.THREADS_RUNNING);
        assertThat(seen.snapshot().present(seen.row(700))).isEqualTo(Measure.THREADS.bit() | Measure.THREADS_RUNNING.bit());
        assertThat(standIn.calls("usage")).isZero();
        assertThat(standIn.calls("fds")).isZero();
    }

    @Test
    void excludedProcessesCostNoCallsOnceTheirNameIsKnown() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        busy(scenario.process(700, "Safari"));
        busy(scenario.process(701, "mds_stores"));
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source, name -> name.equals("Safari"));
        assertThat(seen.snapshot().isExcluded(seen.row(701))).isTrue();
        assertThat(seen.snapshot().isExcluded(seen.row(700))).isFalse();
        standIn.forgetCalls();
        seen.by(source, name -> name.equals("Safari"));

        assertThat(standIn.calls()).isEqualTo(1 + 3);
        assertThat(seen.snapshot().isExcluded(seen.row(701))).isTrue();

        scenario.process(701).named("Safari");
        standIn.replace(scenario);
        seen.by(source, name -> name.equals("Safari"));
        assertThat(seen.snapshot().isExcluded(seen.row(701))).isFalse();
        assertThat(seen.value(701, Measure.THREADS)).isEqualTo(12);
    }

    @Test
    void theKernelItselfIsAProcess() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(0, "kernel_task").with("threads", 600).with("user", 0).with("system", 24_000_000).with("fail_fds", 3);
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().name(seen.row(0))).isEqualTo("kernel_task");
        assertThat(seen.value(0, Measure.THREADS)).isEqualTo(600);
        assertThat(seen.value(0, Measure.CPU_SYSTEM_NANOS)).isEqualTo(1_000_000_000L);
        assertThat(seen.has(0, Measure.OPEN_DESCRIPTORS)).isFalse();
    }

    @Test
    void aPidThatCannotBeIsCountedAndPassedOver() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        busy(scenario.process(-7, "odd"));
        busy(scenario.process(100_000, "odd"));
        busy(scenario.process(99_999, "last"));
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().rows()).isEqualTo(2);
        assertThat(seen.value(99_999, Measure.THREADS)).isEqualTo(12);
        assertThat(seen.snapshot().failures(MeasureKind.IDENTITY, ReadFailure.MALFORMED)).isEqualTo(2);
    }

    @Test
    void aListingThatFailsLeavesTheSnapshotAlone() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        busy(scenario.process(700, "Safari"));
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source);
        scenario.host("fail_list", 5);
        standIn.replace(scenario);

        assertThatThrownBy(() -> source.collect(seen.snapshot(), name -> true))
                .isInstanceOf(CollectionFailedException.class).hasMessageContaining("errno 5");
        assertThat(seen.value(700, Measure.THREADS)).isEqualTo(12);

        scenario.host("fail_list", 0);
        standIn.replace(scenario);
        assertThat(seen.by(source).value(700, Measure.THREADS)).isEqualTo(12);
    }

    @Test
    void fifteenHundredProcessesMayAppearAtOnce() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        DarwinProcessSource source = standIn.open(scenario);
        assertThat(seen.by(source).snapshot().rows()).isEqualTo(1);
        for (int pid = 1000; pid < 2500; pid++) {
            busy(scenario.process(pid, "worker")).with("user", 24L * pid);
        }
        standIn.replace(scenario);
        seen.by(source);

        assertThat(seen.snapshot().rows()).isEqualTo(1501);
        assertThat(seen.value(1000, Measure.CPU_USER_NANOS)).isEqualTo(1_000_000);
        assertThat(seen.value(2499, Measure.CPU_USER_NANOS)).isEqualTo(2_499_000);
        assertThat(seen.snapshot().vanished()).isZero();
    }

    @Test
    void withoutNewerFlavorsTheOldestIsUsed() {
        Scenario scenario = Scenario.intelAsUser().host("rusage", 0);
        busy(scenario.process(700, "Safari"));
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source);

        assertThat(seen.value(700, Measure.FOOTPRINT_BYTES)).isEqualTo(77_000_000);
        assertThat(source.description().supports(Measure.DISK_READ_BYTES)).isFalse();
        assertThat(source.description().supports(Measure.REAPED_CHILDREN_CPU_USER_NANOS)).isFalse();
        assertThat(seen.snapshot().present(seen.row(700)) & Measure.DISK_READ_BYTES.bit()).isZero();
    }

    @Test
    void everyRowHasOnlyMeasuresThatTheSourceDeclares() {
        for (Scenario scenario : Set.of(Scenario.appleSiliconAsRoot(), Scenario.intelAsUser())) {
            busy(scenario.process(700, "Safari"));
            DarwinProcessSource source = standIn.open(scenario);
            seen.by(source);
            for (Measure measure : Measure.values()) {
                assertThat(seen.has(700, measure)).as(measure.name()).isEqualTo(source.description().supports(measure));
            }
        }
    }
}
