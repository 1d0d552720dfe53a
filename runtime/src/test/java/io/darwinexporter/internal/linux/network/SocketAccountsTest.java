package io.darwinexporter.internal.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.linux.network.FakeHost.FakeSocket;

class SocketAccountsTest {

    private static final long LONG_AGO = 100;

    private final FakeHost host = new FakeHost();

    private static void assertCarried(SocketOwner owner, long received, long sent) {
        assertThat(owner.receivedBytes()).as("received").isEqualTo(received);
        assertThat(owner.sentBytes()).as("sent").isEqualTo(sent);
    }

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

    @Test
    void aReusedPidInheritsNothing() {
        SocketOwner first = host.process(10, 1, LONG_AGO, 500);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect();
        socket.carried(5, 5).destroy();
        host.end(10);
        SocketOwner second = host.process(10, 1, 9000, 501);
        FakeSocket own = host.socket(2, 81, 4000).opened(501).carried(7, 7);
        host.collect();
        assertCarried(first, 1005, 2005);
        assertCarried(second, 7, 7);
        own.carried(1, 1);
        FakeSocket traced = host.socket(3, 40_000, 443).carried(100, 0);
        host.connects(10, traced, 8000);
        traced.destroy();
        host.collect(3);
        assertCarried(second, 8, 8);
    }

    @Test
    void aSocketOfSeveralHasTheYoungestAsItsOneOwner() {
        SocketOwner parent = host.process(10, 1, LONG_AGO, 400, 500);
        SocketOwner child = host.process(11, 10, 200, 400, 500);
        host.collect();
        host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect(3);
        assertCarried(child, 1000, 2000);
        assertCarried(parent, 0, 0);
    }

    @Test
    void aSocketThatWasHandedOverGoesOnWithTheChildWhenTheOwnerHasGone() {
        SocketOwner parent = host.process(10, 1, LONG_AGO);
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 0);
        host.open(10, 500);
        host.collect();
        SocketOwner child = host.process(11, 10, 300, 500);
        socket.carried(10, 0);
        host.collect();
        assertCarried(parent, 1010, 0);
        host.end(10);
        socket.carried(1, 0);
        host.collect();
        assertCarried(parent, 1010, 0);
        assertCarried(child, 1, 0);
        assertThat(host.lost).isZero();
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

    @Test
    void whatNobodyMayHaveIsNotHandledAgainAndAgain() {
        host.collect();
        FakeSocket socket = host.socket(1, 80, 4000).opened(500).carried(1000, 2000);
        host.collect(2);
        SocketOwner owner = host.process(10, 1, 5000, 500);
        host.collect(300);
        assertCarried(owner, 1000, 2000);
        socket.carried(1, 1);
        host.collect();
        assertCarried(owner, 1001, 2001);
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

    @Test
    void aHundredThousandSocketsLeaveNothingBehind() {
        SocketOwner server = host.process(10, 1, LONG_AGO, 400);
        host.listener(9, 80, 400);
        host.collect();
        long cookie = 1000;
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 10_000; i++) {
                host.socket(cookie, 80, i).opened((int) cookie).carried(10, 10);
                host.open(10, (int) cookie++);
            }
            host.collect();
            assertThat(host.accounts.size()).isEqualTo(10_000);
            for (FakeSocket socket : java.util.List.copyOf(host.sockets.values())) {
                if (socket.reading.remotePort != 0 || socket.reading.cookie >= 1000) {
                    host.descriptors.get(10).clear();
                    socket.carried(1, 1).destroy();
                }
            }
            host.open(10, 400);
        }
        host.collect(5);
        assertThat(host.accounts.size()).isZero();
        assertCarried(server, 1_100_000, 1_100_000);
        assertThat(host.lost).isZero();
        assertThat(host.accounts.bytes()).isLessThan(64 * 1024);
    }

    @Test
    void aSocketTakesAboutAHundredBytes() {
        host.process(10, 1, LONG_AGO);
        for (int i = 0; i < 50_000; i++) {
            host.socket(i + 1, 80, i).opened(i + 1000);
            host.open(10, i + 1000);
            if (i % 5000 == 4999) {
                host.collect(2);
                if (i > 10_000) {
                    assertThat(host.accounts.bytes() / host.accounts.size()).isLessThanOrEqualTo(100);
                }
            }
        }
    }
}
