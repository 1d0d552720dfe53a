package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Processes that end: listed as zombies, while the collection runs, or for another to take their pid.
 */
@ExtendWith(StandIn.ClosesSources.class)
class DarwinEndingsTest {

    private final StandIn standIn = StandIn.get();
    private final Collected seen = new Collected();

    private static Scenario oneWorker() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "worker").with("ppid", SELF_PARENT).with("user", 24_000_000).with("disk_read", 512)
                .with("footprint", 1_000_000).with("fds", 3);
        return scenario;
    }

    private static final int SELF_PARENT = 300;

    @Test
    void aZombieTellsItsLastUseOnce() {
        Scenario scenario = oneWorker();
        DarwinProcessSource source = standIn.open(scenario);
        assertThat(seen.by(source).value(700, Measure.CPU_USER_NANOS)).isEqualTo(1_000_000_000L);
        scenario.process(700).in("zombie").with("user", 36_000_000).with("disk_read", 1024);
        standIn.replace(scenario);
        seen.by(source);

        assertThat(seen.snapshot().state(seen.row(700))).isEqualTo(ProcessState.ZOMBIE);
        assertThat(seen.snapshot().parentPid(seen.row(700))).isEqualTo(SELF_PARENT);
        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(1_500_000_000L);
        assertThat(seen.value(700, Measure.DISK_READ_BYTES)).isEqualTo(1024);
        assertThat(seen.has(700, Measure.FOOTPRINT_BYTES)).isFalse();
        assertThat(seen.has(700, Measure.THREADS)).isFalse();
        assertThat(seen.has(700, Measure.OPEN_DESCRIPTORS)).isFalse();

        standIn.forgetCalls();
        seen.by(source);
        assertThat(seen.snapshot().state(seen.row(700))).isEqualTo(ProcessState.ZOMBIE);
        assertThat(seen.snapshot().present(seen.row(700))).isZero();
        assertThat(standIn.calls("bsd") + standIn.calls("usage")).isEqualTo(1);
    }

    @Test
    void whatIsNotFinalYetIsNoLastUse() {
        Scenario scenario = oneWorker();
        scenario.process(700).in("zombie").with("exit_abstime", 0);
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source);
        assertThat(seen.snapshot().state(seen.row(700))).isEqualTo(ProcessState.ZOMBIE);
        assertThat(seen.snapshot().present(seen.row(700))).isZero();

        scenario.process(700).with("exit_abstime", 99);
        standIn.replace(scenario);
        assertThat(seen.by(source).value(700, Measure.CPU_USER_NANOS)).isEqualTo(1_000_000_000L);
    }

    @Test
    void aZombieThatWasNeverSeenAliveHasItsName() {
        Scenario scenario = oneWorker();
        scenario.process(700).named("a-name-of-more-than-16-bytes").in("zombie");
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().name(seen.row(700))).isEqualTo("a-name-of-more-than-16-bytes");
        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(1_000_000_000L);
    }

    @Test
    void aForeignZombieIsCountedAndNotAskedAgain() {
        Scenario scenario = Scenario.intelAsUser();
        scenario.process(700, "sshd").in("zombie");
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source);
        assertThat(seen.snapshot().state(seen.row(700))).isEqualTo(ProcessState.ZOMBIE);
        assertThat(seen.snapshot().name(seen.row(700))).isEqualTo("sshd");
        assertThat(seen.snapshot().present(seen.row(700))).isZero();
        assertThat(seen.snapshot().failures(MeasureKind.CPU, ReadFailure.DENIED)).isEqualTo(1);
        standIn.forgetCalls();
        seen.by(source);
        assertThat(standIn.calls()).isEqualTo(1 + 3);
    }

    @Test
    void aZombieThatIsWaitedForMeanwhileHasVanished() {
        Scenario scenario = oneWorker();
        scenario.process(700).in("zombie");
        scenario.before("bsd", 700, "reap");
        seen.by(standIn.open(scenario));

        assertThat(seen.has(700)).isFalse();
        assertThat(seen.snapshot().vanished()).isEqualTo(1);
    }

    @Test
    void whoEndsBeforeAnyCallIsReadAsAZombie() {
        for (String call : new String[] { "usage", "fds", "task" }) {
            Scenario scenario = oneWorker();
            DarwinProcessSource source = standIn.open(scenario);
            seen.by(source);
            scenario.process(700).with("user", 48_000_000);
            scenario.before(call, 700, "exit");
            standIn.replace(scenario);
            seen.by(source);

            assertThat(seen.snapshot().state(seen.row(700))).as(call).isEqualTo(ProcessState.ZOMBIE);
            assertThat(seen.value(700, Measure.CPU_USER_NANOS)).as(call).isEqualTo(2_000_000_000L);
            assertThat(seen.snapshot().vanished()).as(call).isZero();
        }
    }

    @Test
    void whoIsGoneBeforeAnyCallHasVanished() {
        for (String call : new String[] { "usage", "fds", "task" }) {
            Scenario scenario = oneWorker();
            DarwinProcessSource source = standIn.open(scenario);
            seen.by(source);
            scenario.before(call, 700, "reap");
            standIn.replace(scenario);
            seen.by(source);

            assertThat(seen.has(700)).as(call).isFalse();
            assertThat(seen.snapshot().vanished()).as(call).isEqualTo(1);
            assertThat(seen.has(Scenario.SELF)).isTrue();
        }
    }

    @Test
    void whoIsNewAndGoneHasVanished() {
        Scenario scenario = oneWorker();
        scenario.before("task", 700, "reap");
        seen.by(standIn.open(scenario));

        assertThat(seen.has(700)).isFalse();
        assertThat(seen.snapshot().vanished()).isEqualTo(1);
    }

    @Test
    void whoIsNewAndEndsKeepsItsNameAndUse() {
        Scenario scenario = oneWorker();
        scenario.before("task", 700, "exit");
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().state(seen.row(700))).isEqualTo(ProcessState.ZOMBIE);
        assertThat(seen.snapshot().name(seen.row(700))).isEqualTo("worker");
        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(1_000_000_000L);
    }

    @Test
    void whoIsMarkedDeadAndNotYetAZombieHasVanishedUntilItIsOne() {
        Scenario scenario = oneWorker();
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source);
        scenario.before("task", 700, "die");
        standIn.replace(scenario);
        assertThat(seen.by(source).has(700)).isFalse();

        scenario.withoutEvents().process(700).in("zombie").with("user", 48_000_000);
        standIn.replace(scenario);
        seen.by(source);
        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(2_000_000_000L);
    }

    @Test
    void valuesOfTwoProcessesUnderOnePidAreNeverCombined() {
        for (String call : new String[] { "usage", "fds", "task" }) {
            Scenario scenario = oneWorker();
            DarwinProcessSource source = standIn.open(scenario);
            seen.by(source);
            scenario.process(700, "successor").started(Scenario.START_SECONDS + 50, 0).with("spare", 1).with("user", 1)
                    .with("disk_read", 1_000_000);
            scenario.before(call, 700, "replace");
            standIn.replace(scenario);
            seen.by(source);

            assertThat(seen.has(700)).as(call).isFalse();
            assertThat(seen.snapshot().vanished()).as(call).isEqualTo(1);
        }
    }

    @Test
    void theLastUseOfASuccessorIsNotTaken() {
        for (String call : new String[] { "usage", "bsd" }) {
            Scenario scenario = oneWorker();
            DarwinProcessSource source = standIn.open(scenario);
            seen.by(source);
            scenario.process(700).in("zombie");
            scenario.process(700, "successor").started(Scenario.START_SECONDS + 50, 0).with("spare", 1).in("zombie")
                    .with("user", 48_000_000);
            scenario.before(call, 700, "replace");
            standIn.replace(scenario);
            seen.by(source);

            assertThat(seen.has(700)).as(call).isFalse();
            assertThat(seen.snapshot().vanished()).as(call).isEqualTo(1);
        }
    }

    @Test
    void aReusedPidIsAnotherProcess() {
        Scenario scenario = oneWorker();
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source);
        scenario.remove(700);
        scenario.process(700, "successor").started(Scenario.START_SECONDS + 50, 7).with("user", 24).with("faults", 3);
        standIn.replace(scenario);
        seen.by(source);

        assertThat(seen.snapshot().name(seen.row(700))).isEqualTo("successor");
        assertThat(seen.snapshot().startNanos(seen.row(700)))
                .isEqualTo((Scenario.START_SECONDS + 50) * 1_000_000_000L + 7_000);
        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(1_000);
        assertThat(seen.value(700, Measure.FAULTS)).isEqualTo(3);
    }

    @Test
    void aProcessThatIsExitingIsStillAMember() {
        Scenario scenario = oneWorker();
        scenario.process(700).with("flags", 0x4);
        seen.by(standIn.open(scenario));

        assertThat(seen.snapshot().state(seen.row(700)).isLiving()).isTrue();
        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(1_000_000_000L);
    }

    @Test
    void aChangedNameIsNoticedBetweenTwoCalls() {
        Scenario scenario = oneWorker();
        DarwinProcessSource source = standIn.open(scenario);
        ProcessDescription before = seen.by(source).snapshot().description(seen.row(700));
        scenario.process(700).named("worker-of-another-kind-with-a-name");
        standIn.replace(scenario);
        seen.by(source);

        assertThat(seen.snapshot().name(seen.row(700))).isEqualTo("worker-of-another-kind-with-a-n");
        assertThat(seen.snapshot().description(seen.row(700))).isNotSameAs(before);
    }
}
