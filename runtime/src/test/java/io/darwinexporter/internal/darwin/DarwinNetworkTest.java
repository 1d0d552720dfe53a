package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Traffic of processes, from the kernel control of the stand-in to the groups.
 */
@ExtendWith(StandIn.ClosesSources.class)
class DarwinNetworkTest {

    private static final int SERVER = 700;
    private static final int CLIENT = 701;

    private final Scenario scenario = Scenario.appleSiliconAsRoot();
    private final Followed followed = new Followed();

    DarwinNetworkTest() {
        scenario.process(SERVER, "server");
        scenario.process(CLIENT, "client");
    }

    private void start() {
        followed.start(scenario).collect();
    }

    private void assertTraffic(String group, long received, long sent) {
        assertThat(followed.group(group).value(Measure.NET_RECEIVE_BYTES)).as("received by " + group).isEqualTo(received);
        assertThat(followed.group(group).value(Measure.NET_TRANSMIT_BYTES)).as("sent by " + group).isEqualTo(sent);
        assertThat(followed.group(group).value(Measure.NET_RECEIVE_PACKETS)).isEqualTo(received / 1_000);
        assertThat(followed.group(group).value(Measure.NET_TRANSMIT_PACKETS)).isEqualTo(sent / 1_000);
    }

    @Test
    void trafficFromBeforeIsNotCountedAndLaterTrafficIs() {
        scenario.socket(1, SERVER).counts(5_000_000, 9_000_000);
        start();
        assertTraffic("server", 0, 0);
        assertThat(followed.seen().snapshot().sockets()).isEqualTo(1);

        scenario.socket(1).counts(5_001_000, 9_020_000);
        followed.collect();
        assertTraffic("server", 1_000, 20_000);

        followed.collect();
        assertTraffic("server", 1_000, 20_000);
        assertTraffic("client", 0, 0);
        assertThat(followed.lostUpdates()).isZero();
    }

    @Test
    void aSocketThatIsMadeLaterCountsInFull() {
        start();
        scenario.socket(1, SERVER).counts(20_000, 30_000);
        scenario.socket(2, SERVER).of(ScenarioSocket.UDP_KERNEL).counts(1_000, 2_000);
        scenario.socket(3, CLIENT).of(ScenarioSocket.TCP_USERLAND).counts(3_000, 0);
        scenario.socket(4, CLIENT).of(ScenarioSocket.UDP_USERLAND).counts(0, 4_000);
        followed.collect();

        assertTraffic("server", 21_000, 32_000);
        assertTraffic("client", 3_000, 4_000);
    }

    @Test
    void providersThatMayTellTheSameTwiceAreNotCounted() {
        start();
        scenario.socket(1, SERVER).of(8).counts(20_000, 30_000);
        followed.collect();

        assertTraffic("server", 0, 0);
    }

    @Test
    void aSocketThatLivesBetweenTwoPollsIsCreditedOnce() {
        start();
        scenario.socket(1, SERVER).counts(10_000, 20_000).closed();
        scenario.socket(2, CLIENT).counts(20_000, 10_000).closedUntilPoll();
        followed.collect();
        assertTraffic("server", 10_000, 20_000);
        assertTraffic("client", 20_000, 10_000);

        followed.collect();
        assertTraffic("server", 10_000, 20_000);
        assertTraffic("client", 20_000, 10_000);
        assertThat(followed.seen().snapshot().sockets()).isZero();
        assertThat(followed.lostUpdates()).isZero();
    }

    @Test
    void theLastCountsOfASocketAreCreditedOnce() {
        scenario.socket(1, SERVER).counts(1_000, 1_000);
        start();
        scenario.socket(1).counts(3_000, 2_000);
        followed.collect();
        scenario.socket(1).counts(4_000, 7_000).closed();
        followed.collect();
        followed.collect();

        assertTraffic("server", 3_000, 6_000);
        assertThat(followed.seen().snapshot().sockets()).isZero();
    }

    @Test
    void lastCountsThatTheSystemCouldNotTellAreCountedAsLost() {
        scenario.socket(1, SERVER).counts(1_000, 1_000);
        start();
        scenario.socket(1).counts(9_000, 9_000).closedAfterDrop();
        followed.collect();

        assertTraffic("server", 0, 0);
        assertThat(followed.lostUpdates()).isEqualTo(1);
    }

    @Test
    void hundredsOfSocketsAreToldInRounds() {
        for (int id = 1; id <= 950; id++) {
            scenario.socket(id, id % 2 == 0 ? SERVER : CLIENT).of(id % 3 == 0 ? ScenarioSocket.UDP_KERNEL : 2)
                    .counts(id * 1_000_000L, 0);
        }
        start();
        assertThat(followed.seen().snapshot().sockets()).isEqualTo(950);
        long polls = followed.standIn().polls();
        for (int id = 1; id <= 950; id++) {
            scenario.socket(id).counts(id * 1_000_000L + 1_000, 2_000);
        }
        followed.collect();

        assertThat(followed.standIn().polls() - polls).isGreaterThanOrEqualTo(10);
        assertTraffic("server", 475_000, 950_000);
        assertTraffic("client", 475_000, 950_000);
        assertThat(followed.lostUpdates()).isZero();
    }

    @Test
    void anUpdateThatTheFirstPollHasLostIsNoNewSocket() {
        scenario.socket(1, SERVER).counts(5_000_000, 9_000_000).with("dropped", 1);
        start();
        scenario.socket(1).counts(5_001_000, 9_000_000);
        followed.collect();

        assertTraffic("server", 1_000, 0);
    }

    @Test
    void descriptorsOfAllReleasesNameTheirProcess() {
        start();
        int id = 0;
        for (int length : new int[] { 304, 336, 344, 360 }) {
            scenario.socket(++id, SERVER).with("length", length).counts(1_000, 0);
        }
        for (int length : new int[] { 256, 272, 280, 4_096 }) {
            scenario.socket(++id, SERVER).of(ScenarioSocket.UDP_KERNEL).with("length", length).counts(1_000, 0);
        }
        followed.collect();
        assertTraffic("server", 8_000, 0);
        assertThat(followed.lostUpdates()).isZero();

        scenario.socket(++id, SERVER).with("length", 400).with("moved", 1).counts(1_000, 0);
        scenario.socket(++id, SERVER).with("length", 320).counts(1_000, 0);
        followed.collect();
        assertTraffic("server", 8_000, 0);
        assertThat(followed.lostUpdates()).isEqualTo(2);
    }

    @Test
    void aSocketThatIsHandedOnTakesOnlyLaterGrowthWithIt() {
        start();
        scenario.socket(1, SERVER).counts(5_000, 0);
        followed.collect();
        scenario.socket(1).of(CLIENT, Scenario.uniqueId(CLIENT)).counts(7_000, 0);
        followed.collect();

        assertTraffic("server", 5_000, 0);
        assertTraffic("client", 2_000, 0);
    }

    @Test
    void aReusedPidInheritsNothing() {
        start();
        scenario.socket(1, SERVER).counts(5_000, 0);
        followed.collect();
        scenario.remove(SERVER);
        scenario.process(SERVER, "successor").started(Scenario.START_SECONDS + 50, 7).with("uniqueid", 99);
        scenario.socket(1).counts(6_000, 0);
        followed.collect();
        scenario.socket(2, SERVER).of(SERVER, 99).counts(40_000, 0);
        followed.collect();

        assertTraffic("server", 6_000, 0);
        assertTraffic("successor", 40_000, 0);
    }

    @Test
    void whatAProcessDidLastIsToldInTheCollectionThatMissesIt() {
        scenario.socket(1, SERVER).counts(1_000, 0);
        start();
        scenario.remove(SERVER);
        scenario.socket(1).counts(5_000, 0).closed();
        followed.collect();

        assertTraffic("server", 4_000, 0);
        assertThat(followed.group("server").exits()).isEqualTo(1);
        assertThat(followed.group("server").processes()).isZero();
        assertThat(followed.seen().snapshot().state(followed.seen().row(SERVER))).isEqualTo(ProcessState.EXITED);
        assertThat(followed.seen().measured(SERVER)).isEqualTo(NetworkRows.MEASURES);
        assertThat(followed.lostUpdates()).isZero();

        assertThat(followed.collect().seen().has(SERVER)).isFalse();
        assertThat(followed.group("server").exits()).isEqualTo(1);
    }

    @Test
    void whatComesLaterThanThatIsCountedAsLost() {
        scenario.socket(1, SERVER).counts(1_000, 0);
        start();
        scenario.remove(SERVER);
        followed.collect();
        scenario.socket(1).counts(5_000, 0).closed();
        followed.collect();

        assertTraffic("server", 0, 0);
        assertThat(followed.lostUpdates()).isEqualTo(1);
    }

    @Test
    void aZombieTellsItsLastTrafficOnce() {
        scenario.socket(1, SERVER).counts(1_000, 0);
        start();
        scenario.process(SERVER).in("zombie");
        scenario.socket(1).counts(5_000, 0).closed();
        followed.collect();
        assertTraffic("server", 4_000, 0);

        followed.collect();
        assertThat(followed.seen().snapshot().present(followed.seen().row(SERVER))).isZero();
        assertTraffic("server", 4_000, 0);
    }

    @Test
    void aProcessThatIsSeenOnlyAsAZombieHasItsTraffic() {
        start();
        scenario.process(702, "short").startedNow().in("zombie");
        scenario.socket(1, 702).counts(5_000, 2_000).closed();
        followed.collect();

        assertTraffic("short", 5_000, 2_000);
    }

    @Test
    void trafficOfAProcessThatIsNeverListedIsCountedAsLost() {
        start();
        scenario.socket(1, 999).counts(5_000, 2_000).closed();
        followed.collect().collect().collect();

        assertThat(followed.lostUpdates()).isEqualTo(1);
    }

    @Test
    void aProcessThatTheListingHasNotYetHadIsCreditedWhenItHas() {
        start();
        scenario.socket(1, 702).counts(5_000, 2_000);
        followed.collect();
        scenario.process(702, "late").startedNow();
        followed.collect();

        assertTraffic("late", 5_000, 2_000);
        assertThat(followed.lostUpdates()).isZero();
    }

    @Test
    void socketsOfNobodyAreCountedAsLost() {
        start();
        scenario.socket(1, 0).of(0, 0).counts(5_000, 2_000);
        followed.collect();

        assertThat(followed.lostUpdates()).isEqualTo(1);
    }

    @Test
    void socketsOfTheKernelAreThoseOfKernelTask() {
        scenario.process(0, "kernel_task").with("uniqueid", 5);
        start();
        scenario.socket(1, 0).of(0, 5).counts(5_000, 2_000);
        followed.collect();

        assertTraffic("kernel_task", 5_000, 2_000);
        assertThat(followed.lostUpdates()).isZero();
    }

    @Test
    void trafficOfOtherUsersNeedsNoRoot() {
        Scenario asUser = Scenario.intelAsUser();
        asUser.process(SERVER, "server").with("uid", 502);
        asUser.process(CLIENT, "client").with("uid", 501);
        asUser.socket(1, SERVER).counts(5_000, 0);
        asUser.socket(2, CLIENT).counts(5_000, 0);
        followed.start(asUser).collect();
        asUser.socket(1).counts(8_000, 0);
        asUser.socket(2).counts(9_000, 0);
        followed.collect();

        assertTraffic("server", 3_000, 0);
        assertTraffic("client", 4_000, 0);
        assertThat(followed.seen().snapshot().isDenied(followed.seen().row(SERVER))).isTrue();
    }

    @Test
    void trafficBeforeAnUnreadableProcessIsKnownForSureIsNotLost() {
        Scenario asUser = Scenario.intelAsUser();
        followed.start(asUser).collect();
        asUser.process(SERVER, "server").with("uid", 502).startedNow();
        asUser.socket(1, SERVER).counts(5_000, 0);
        followed.collect();
        assertTraffic("server", 0, 0);

        followed.collect();
        assertTraffic("server", 5_000, 0);
        assertThat(followed.lostUpdates()).isZero();
    }

    @Test
    void aProcessThatTakesThePidWhileItIsLookedAtIsNotCreditedToTheOneBefore() {
        start();
        scenario.remove(SERVER);
        scenario.process(SERVER, "passing").started(Scenario.START_SECONDS + 10, 0);
        scenario.process(SERVER, "successor").started(Scenario.START_SECONDS + 50, 0).with("spare", 1).with("uniqueid", 99);
        scenario.before("unique", SERVER, "replace");
        scenario.socket(1, SERVER).of(SERVER, 99).counts(5_000, 0);
        followed.collect();
        assertThat(followed.seen().has(SERVER)).isFalse();

        scenario.withoutEvents().remove(SERVER);
        scenario.process(SERVER).with("spare", 0);
        followed.collect();
        assertTraffic("successor", 0, 0);
        scenario.socket(1).counts(8_000, 0);
        followed.collect();
        assertTraffic("successor", 3_000, 0);
    }

    @Test
    void excludedProcessesKeepTheirTrafficToThemselves() {
        followed.excluding("server").start(scenario).collect();
        scenario.socket(1, SERVER).counts(5_000, 0);
        followed.collect();
        scenario.socket(1).counts(6_000, 0).closed();
        scenario.remove(SERVER);
        followed.collect();
        assertThat(followed.seen().snapshot().isExcluded(followed.seen().row(SERVER))).isTrue();
        followed.collect();

        assertThat(followed.groupNames()).containsExactlyInAnyOrder("client", "java");
        assertThat(followed.lostUpdates()).isZero();
    }

    @Test
    void aUniqueIdThatCannotBeReadIsAskedForAgain() {
        scenario.process(SERVER).with("fail_unique", 5);
        start();
        assertThat(followed.group("server").has(Measure.NET_RECEIVE_BYTES)).isFalse();
        assertThat(followed.seen().snapshot().failures(MeasureKind.NETWORK, ReadFailure.FAILED)).isEqualTo(1);
        scenario.process(SERVER).with("fail_unique", 0);
        followed.collect();
        scenario.socket(1, SERVER).counts(5_000, 0);
        followed.collect();

        assertTraffic("server", 5_000, 0);
    }
}
