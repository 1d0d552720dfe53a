package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * A kernel control that refuses, loses, ends or stays silent.
 */
@ExtendWith(StandIn.ClosesSources.class)
class DarwinNetworkFailuresTest {

    private static final int SERVER = 700;
    private static final int PATIENCE = 200;

    private final StandIn standIn = StandIn.get();
    private final Scenario scenario = Scenario.appleSiliconAsRoot();
    private final Followed followed = new Followed();

    DarwinNetworkFailuresTest() {
        scenario.process(SERVER, "server");
    }

    private void start() {
        followed.start(scenario).collect();
    }

    private long received() {
        return followed.group("server").value(Measure.NET_RECEIVE_BYTES);
    }

    /** Collects until there is a connection again. */
    private void collectUntilConnected() throws InterruptedException {
        for (int i = 0; i < PATIENCE && !followed.collect().seen().snapshot().hasSockets(); i++) {
            Thread.sleep(20);
        }
        assertThat(followed.seen().snapshot().hasSockets()).isTrue();
    }

    private void assertUnavailable(String key, int errno, String reason) {
        scenario.host(key, errno);
        start();
        SourceDescription description = followed.description();

        assertThat(description.missing())
                .containsExactly("network statistics cannot be had (" + reason + "): no net families");
        assertThat(description.supported()).doesNotContainAnyElementsOf(NetworkRows.MEASURES)
                .contains(Measure.CPU_USER_NANOS);
        assertThat(followed.seen().snapshot().hasSockets()).isFalse();
        assertThat(followed.seen().has(SERVER, Measure.NET_RECEIVE_BYTES)).isFalse();
        assertThat(followed.seen().has(SERVER, Measure.CPU_USER_NANOS)).isTrue();
        assertThat(standIn.sockets()).isZero();
    }

    @Test
    void noSocketAtAll() {
        assertUnavailable("fail_socket", 1, "socket failed with errno 1");
    }

    @Test
    void noSuchControl() {
        assertUnavailable("fail_ioctl", 2, "ioctl CTLIOCGINFO failed with errno 2");
    }

    @Test
    void noPermissionToConnect() {
        assertUnavailable("fail_connect", 1, "connect failed with errno 1");
    }

    @Test
    void noPermissionToSubscribe() {
        assertUnavailable("fail_add", 1, "subscribing to provider 2 failed with errno 1");
    }

    @Test
    void noProviderThatIsKnown() {
        assertUnavailable("fail_add", 2, "it has no provider for TCP or UDP");
    }

    @Test
    void noRoomForWhatIsToBeReceived() {
        assertUnavailable("max_room", 65_536, "setsockopt SO_RCVBUF failed with errno 55");
    }

    @Test
    void theLargestRoomThatIsGivenIsTaken() {
        scenario.host("max_room", 300_000);
        for (int id = 1; id <= 500; id++) {
            scenario.socket(id, SERVER).counts(1_000, 0);
        }
        start();

        assertThat(followed.seen().snapshot().sockets()).isEqualTo(500);
    }

    @Test
    void networkThatIsNotWantedCostsNothing() {
        Set<MeasureKind> others = EnumSet.complementOf(EnumSet.of(MeasureKind.NETWORK));
        try (DarwinProcessSource source = standIn.open(scenario, new SourceSettings(others, Set.of(), false))) {
            standIn.forgetCalls();
            Collected seen = new Collected().by(source);
            assertThat(source.description().missing()).isEmpty();
            assertThat(source.description().supported()).doesNotContainAnyElementsOf(NetworkRows.MEASURES);
            assertThat(seen.snapshot().hasSockets()).isFalse();
            assertThat(standIn.calls("unique")).isZero();
            assertThat(standIn.sockets()).isZero();
        }
    }

    @Test
    void closingEndsTheThreadAndTheConnection() {
        DarwinProcessSource source = standIn.open(scenario);
        assertThat(readers()).singleElement().matches(Thread::isDaemon);
        assertThat(standIn.sockets()).isEqualTo(1);
        source.close();

        assertThat(readers()).isEmpty();
        assertThat(standIn.sockets()).isZero();
        source.close();
    }

    private static List<Thread> readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("darwin-exporter-network")).toList();
    }

    @Test
    void aConnectionThatEndsIsMadeAnewAndNothingIsCountedTwice() throws InterruptedException {
        scenario.socket(1, SERVER).counts(1_000, 0);
        scenario.socket(2, SERVER).counts(1_000, 0);
        start();
        scenario.socket(1).counts(5_000, 0);
        followed.collect();
        assertThat(received()).isEqualTo(4_000);

        scenario.host("eof", 1);
        followed.collect();
        scenario.host("eof", 0);
        collectUntilConnected();
        assertThat(received()).isEqualTo(4_000);
        assertThat(followed.lostUpdates()).isEqualTo(2);

        scenario.socket(1).counts(5_500, 0);
        scenario.socket(3, SERVER).counts(30_000, 0);
        followed.collect();
        assertThat(received()).isEqualTo(4_000 + 500 + 30_000);
        assertThat(followed.lostUpdates()).isEqualTo(2);
    }

    @Test
    void aControlThatRefusesForAWhileIsTriedAgain() throws InterruptedException {
        scenario.socket(1, SERVER).counts(1_000, 0);
        start();
        scenario.host("eof", 1).host("fail_connect", 1);
        followed.collect();
        scenario.host("eof", 0);
        assertThat(followed.collect().seen().snapshot().hasSockets()).isFalse();
        assertThat(followed.seen().has(SERVER, Measure.NET_RECEIVE_BYTES)).isTrue();
        assertThat(followed.seen().snapshot().failures(MeasureKind.NETWORK, ReadFailure.FAILED)).isEqualTo(1);

        scenario.host("fail_connect", 0);
        collectUntilConnected();
        scenario.socket(1).counts(1_700, 0);
        followed.collect();
        assertThat(received()).isEqualTo(700);
    }

    @Test
    void aPollThatRunsOutOfMemoryMakesAnotherConnection() throws InterruptedException {
        scenario.socket(1, SERVER).counts(1_000, 0);
        start();
        scenario.host("fail_update", 55);
        followed.collect();
        scenario.host("fail_update", 0);
        collectUntilConnected();
        scenario.socket(1).counts(2_000, 0);
        followed.collect();

        assertThat(received()).isEqualTo(1_000);
        assertThat(followed.lostUpdates()).isEqualTo(1);
    }

    @Test
    void aPollThatAnotherHasReplacedIsAskedForAgain() {
        scenario.socket(1, SERVER).counts(1_000, 0);
        start();
        scenario.host("fail_update", 35);
        scenario.socket(1).counts(2_000, 0);
        followed.collect();

        assertThat(received()).isEqualTo(1_000);
        assertThat(followed.lostUpdates()).isZero();
    }

    @Test
    void aPollThatIsNotAnsweredIsNotWaitedForLong() {
        scenario.socket(1, SERVER).counts(1_000, 0);
        start();
        scenario.host("silent", 1);
        scenario.socket(2, SERVER).counts(7_000, 0).closed();
        followed.collect();

        assertThat(followed.seen().snapshot().failures(MeasureKind.NETWORK, ReadFailure.FAILED)).isEqualTo(1);
        // Sockets that close tell by themselves.
        assertThat(received()).isEqualTo(7_000);
    }

    @Test
    void aConnectionThatDoesNotAnswerAnyMoreIsMadeAnew() throws InterruptedException {
        scenario.socket(1, SERVER).counts(1_000, 0);
        start();
        scenario.host("silent", 1);
        followed.collect();
        scenario.host("silent", 0);
        long lost = followed.collect().lostUpdates();
        for (int i = 0; i < 2 * PATIENCE && lost == 0; i++) {
            Thread.sleep(20);
            lost = followed.collect().lostUpdates();
        }
        assertThat(lost).isEqualTo(1);
        collectUntilConnected();
        scenario.socket(1).counts(2_000, 0);
        followed.collect();
        assertThat(received()).isEqualTo(1_000);
    }
}
