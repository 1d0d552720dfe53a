package io.darwinexporter.internal.linux.network;

import static io.darwinexporter.internal.linux.network.FakeHost.assertCarried;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.linux.network.FakeHost.FakeSocket;

/** What sockets carry, from their first sight to their end. */
class SocketAccountsTest {

    private static final long LONG_AGO = 100;

    private final FakeHost host = new FakeHost();

    @Test
    void whatASocketHadCountedAtFirstIsABaseline() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1_000_000, 2_000_000);
        host.collect();
        assertCarried(owner, 0, 0);
        socket.carried(10, 20);
        host.collect();
        assertCarried(owner, 10, 20);
        assertThat(owner.receivedPackets()).isEqualTo(1);
        assertThat(owner.sentPackets()).isEqualTo(1);
        assertThat(host.lost).isZero();
    }

    @Test
    void aSocketThatIsSeenLaterCountsInFull() {
        SocketOwner owner = host.process(10, 1, LONG_AGO);
        host.collect();
        host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.open(10, 500);
        host.collect();
        assertCarried(owner, 1000, 2000);
    }

    @Test
    void anIdleSocketAddsNothing() {
        SocketOwner owner = host.process(10, 1, LONG_AGO);
        host.collect();
        host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.open(10, 500);
        host.collect(10);
        assertCarried(owner, 1000, 2000);
    }

    @Test
    void lastCountsAreCreditedOnce() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        socket.carried(1, 2).destroy();
        host.collect(3);
        assertCarried(owner, 1001, 2002);
        assertThat(host.accounts.size()).isZero();
        assertThat(host.lost).isZero();
    }

    @Test
    void lastCountsReachAnOwnerThatHasJustGone() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        socket.carried(1, 2).destroy();
        host.end(10);
        host.collect();
        assertCarried(owner, 1001, 2002);
        assertThat(host.lost).isZero();
    }

    @Test
    void lastCountsAreLostWhenTheOwnerIsForgotten() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        host.end(10);
        socket.opened(0);
        host.collect(2);
        socket.carried(1, 2).destroy();
        host.collect();
        assertCarried(owner, 1000, 2000);
        assertThat(host.lost).isEqualTo(1);
    }

    @Test
    void whatIsCarriedBeforeTheOwnerIsKnownIsCreditedWhenItIs() {
        SocketOwner owner = host.process(10, 1, LONG_AGO);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).carried(1000, 0);
        host.collect(3);
        socket.carried(500, 7).opened(500);
        host.open(10, 500);
        host.collect();
        assertCarried(owner, 1500, 7);
        assertThat(host.lost).isZero();
    }

    @Test
    void countersOfSegmentsWrap() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        FakeSocket socket = host.socket(1, 80, 4000).opened(500);
        socket.reading.segmentsIn = -2;
        socket.reading.segmentsOut = Integer.MAX_VALUE;
        host.collect();
        socket.reading.segmentsIn = 3;
        socket.reading.segmentsOut = Integer.MIN_VALUE;
        socket.reading.retransmits = 4;
        host.collect();
        assertThat(owner.receivedPackets()).isEqualTo(5);
        assertThat(owner.sentPackets()).isEqualTo(1);
        assertThat(owner.retransmits()).isEqualTo(4);
    }

    @Test
    void whatFallsAddsNothing() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        socket.reading.sentBytes = 1990;
        host.collect();
        socket.reading.sentBytes = 2005;
        host.collect();
        assertCarried(owner, 1000, 2005);
    }
}
