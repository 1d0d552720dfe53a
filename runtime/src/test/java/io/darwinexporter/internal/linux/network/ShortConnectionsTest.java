package io.darwinexporter.internal.linux.network;

import static io.darwinexporter.internal.linux.network.FakeHost.assertCarried;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.linux.network.FakeHost.FakeSocket;

/** Connections that no dump has seen, by who listens and by the trace. */
class ShortConnectionsTest {

    private static final long LONG_AGO = 100;

    private final FakeHost host = new FakeHost();

    @Test
    void shortPassiveConnectionsBelongToTheListener() {
        SocketOwner server = host.process(10, 1, LONG_AGO, 400);
        host.listener(9, 80, 400);
        host.collect();
        for (int i = 0; i < 200; i++) {
            host.socket(100 + i, 80, 5000 + i).carried(10_240, 100).destroy();
        }
        host.collect();
        assertCarried(server, 200 * 10_240, 200 * 100);
        assertThat(host.lost).isZero();
    }

    @Test
    void aListenerThatIsNewCountsToo() {
        host.collect();
        SocketOwner server = host.process(10, 1, 200, 400);
        host.listener(9, 80, 400);
        host.socket(100, 80, 5000).carried(10_240, 100).destroy();
        host.collect();
        assertCarried(server, 10_240, 100);
    }

    @Test
    void whatAListenerAcceptedCountsWhenItHasGone() {
        SocketOwner server = host.process(10, 1, LONG_AGO, 400);
        FakeSocket listener = host.listener(9, 80, 400);
        host.collect();
        listener.destroy();
        host.socket(100, 80, 5000).carried(10_240, 100).destroy();
        host.collect();
        assertCarried(server, 10_240, 100);
        host.collect(4);
        host.socket(101, 80, 5000).carried(10_240, 100).destroy();
        host.collect();
        assertCarried(server, 10_240, 100);
        assertThat(host.lost).isEqualTo(1);
    }

    @Test
    void aListenerAtTheSameAddressComesBeforeOneAtAny() {
        SocketOwner anywhere = host.process(10, 1, LONG_AGO, 400);
        SocketOwner local = host.process(11, 1, LONG_AGO, 401);
        host.listener(8, 80, 401).reading.localLow = FakeHost.LOOPBACK;
        host.listener(9, 80, 400);
        host.collect();
        host.socket(100, 80, 5000).carried(1, 0).destroy();
        FakeSocket other = host.socket(101, 80, 5001).carried(2, 0);
        other.reading.localLow = FakeHost.LOOPBACK + 1;
        other.destroy();
        host.collect();
        assertCarried(local, 1, 0);
        assertCarried(anywhere, 2, 0);
    }

    @Test
    void shortConnectionsOfNobodyAreLostOneByOne() {
        host.collect();
        for (int i = 0; i < 7; i++) {
            host.socket(100 + i, 40_000 + i, 443).carried(10, 10).destroy();
        }
        host.socket(200, 0, 0).destroy();
        host.collect();
        assertThat(host.lost).isEqualTo(7);
    }

    @Test
    void ofWorkersTheParentThatListensIsCreditedForShortConnections() {
        SocketOwner main = host.process(10, 1, LONG_AGO, 400);
        host.process(11, 10, 200, 400);
        host.process(12, 10, 300, 400);
        host.listener(9, 80, 400);
        host.collect();
        host.end(12);
        host.socket(100, 80, 5000).carried(10_240, 100).destroy();
        host.collect();
        assertCarried(main, 10_240, 100);
    }

    @Test
    void initIsNotTheOwnerOfWhatItHandsToAService() {
        host.open(FakeHost.INIT, 400);
        SocketOwner service = host.process(10, 1, LONG_AGO, 400);
        host.listener(9, 80, 400);
        host.collect();
        host.socket(100, 80, 5000).carried(10_240, 100).destroy();
        host.collect();
        assertCarried(service, 10_240, 100);
    }

    @Test
    void theTraceTellsWhoOpenedAShortConnection() {
        SocketOwner client = host.process(10, 1, LONG_AGO);
        host.threads.put(15, 10);
        host.collect();
        FakeSocket first = host.socket(1, 40_000, 443).carried(10, 20);
        host.connects(10, first, 1000);
        first.destroy();
        FakeSocket second = host.socket(2, 40_001, 443).carried(1, 2);
        host.connects(15, second, 2000);
        second.destroy();
        host.collect();
        assertCarried(client, 11, 22);
        assertThat(host.lost).isZero();
    }

    @Test
    void theTraceSparesTheLookUp() {
        SocketOwner client = host.process(10, 1, LONG_AGO);
        host.collect();
        long walks = host.lookup.walks();
        host.connects(10, host.socket(1, 40_000, 443).opened(500).carried(10, 20), 1000);
        host.open(10, 500);
        host.collect();
        assertCarried(client, 10, 20);
        assertThat(host.lookup.walks()).isEqualTo(walks);
    }

    @Test
    void whatIsTracedOfAProcessThatIsListedLaterIsItsOwn() {
        host.collect();
        FakeSocket socket = host.socket(1, 40_000, 443).carried(10, 20);
        host.connects(33, socket, 5000);
        socket.destroy();
        host.collect();
        SocketOwner late = host.process(33, 1, 4000);
        host.collect();
        assertCarried(late, 10, 20);
        assertThat(host.lost).isZero();
    }

    @Test
    void whatIsTracedOfAProcessThatEndedUnlistedWaitsForItsEnd() {
        host.collect();
        FakeSocket socket = host.socket(1, 40_000, 443).carried(10, 20);
        host.connects(33, socket, 5000);
        socket.destroy();
        host.collect();
        SocketOwner unlisted = host.owners.takeUnlisted(33);
        assertCarried(unlisted, 10, 20);
        FakeSocket other = host.socket(2, 40_001, 443).carried(10, 20);
        host.connects(34, other, 6000);
        other.destroy();
        host.collect();
        assertThat(host.lost).isZero();
        host.process(34, 1, 7000);
        host.collect(2);
        assertThat(host.lost).as("the pid is another process now").isEqualTo(1);
    }
}
