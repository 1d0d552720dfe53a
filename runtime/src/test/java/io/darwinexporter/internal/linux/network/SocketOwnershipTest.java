package io.darwinexporter.internal.linux.network;

import static io.darwinexporter.internal.linux.network.FakeHost.assertCarried;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.linux.network.FakeHost.FakeSocket;

/** Whose a socket is, if several have it or had it. */
class SocketOwnershipTest {

    private static final long LONG_AGO = 100;

    private final FakeHost host = new FakeHost();

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
}
