package io.darwinexporter.internal.linux.network;

import static io.darwinexporter.internal.linux.network.FakeHost.assertCarried;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.linux.network.FakeHost.FakeSocket;

/** First dumps, dumps that fail, and news that do not come. */
class SocketDumpsTest {

    private static final long LONG_AGO = 100;

    private final FakeHost host = new FakeHost();

    @Test
    void aNamespaceSeenLaterStartsFromABaselineUnlessTheOwnerIsYoung() {
        SocketOwner old = host.process(10, 1, LONG_AGO, 500);
        host.dumpFails = true;
        host.collect();
        SocketOwner young = host.process(11, 1, 5000, 501);
        host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.socket(2, 81, 4000).opened(501).carried(30, 40);
        host.dumpFails = false;
        host.collect();
        assertCarried(old, 0, 0);
        assertCarried(young, 30, 40);
    }

    @Test
    void whatEndedBeforeTheFirstDumpCountsForNobody() {
        SocketOwner server = host.process(10, 1, LONG_AGO, 400);
        host.listener(9, 80, 400);
        host.socket(100, 80, 5000).carried(10_240, 100).destroy();
        host.collect();
        assertCarried(server, 0, 0);
        assertThat(host.lost).isZero();
    }

    @Test
    void whatEndedBeforeTheFirstDumpOfALaterNamespaceCountsForTheYoung() {
        SocketOwner old = host.process(10, 1, LONG_AGO, 400);
        host.dumpFails = true;
        host.collect();
        SocketOwner young = host.process(11, 1, 5000, 401);
        host.listener(8, 80, 400);
        host.listener(9, 81, 401);
        host.socket(100, 80, 5000).carried(10, 1).destroy();
        host.socket(101, 81, 5000).carried(20, 2).destroy();
        host.dumpFails = false;
        host.collect();
        assertCarried(old, 0, 0);
        assertCarried(young, 20, 2);
        assertThat(host.lost).isZero();
    }

    @Test
    void aDumpThatFailsForgetsNothing() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        host.endsTold = false;
        host.dumpFails = true;
        host.collect(5);
        host.dumpFails = false;
        socket.carried(1, 1);
        host.collect();
        assertCarried(owner, 1001, 2001);
        assertThat(host.lost).isZero();
    }

    @Test
    void aSocketThatADumpMissesIsNotCountedAgain() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        host.endsTold = false;
        socket.destroyUntold();
        host.collect();
        host.sockets.put(1L, socket);
        host.collect();
        assertCarried(owner, 1000, 2000);
        assertThat(host.lost).isZero();
    }

    @Test
    void whereNobodyTellsOfEndsTheyAreLostAndForgotten() {
        host.endsTold = false;
        host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        socket.destroyUntold();
        host.collect(3);
        assertThat(host.accounts.size()).isZero();
        assertThat(host.lost).isEqualTo(1);
    }

    @Test
    void aSocketThatTheOtherSideHasClosedIsKeptUntilItsEndIsTold() {
        SocketOwner owner = host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        socket.destroyUntold();
        host.collect(300);
        assertThat(host.accounts.size()).isEqualTo(1);
        socket.carried(1, 0).destroy();
        host.collect();
        assertCarried(owner, 1001, 2000);
        assertThat(host.accounts.size()).isZero();
    }

    @Test
    void whenNewsWereLostSocketsAreForgottenWithTheirOwner() {
        host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        socket.destroyUntold();
        host.endsLost = 3;
        host.collect();
        assertThat(host.lost).isEqualTo(3);
        assertThat(host.accounts.size()).isEqualTo(1);
        host.end(10);
        host.collect(4);
        assertThat(host.accounts.size()).isZero();
        assertThat(host.lost).isEqualTo(3);
    }

    @Test
    void aSocketWhoseEndWasLostRightAfterTheDumpIsForgottenToo() {
        host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.endsLost = 1;
        host.collect();
        socket.destroyUntold();
        host.end(10);
        host.collect(4);
        assertThat(host.accounts.size()).isZero();
    }
}
