package io.darwinexporter.internal.linux.network;

import static io.darwinexporter.internal.linux.network.FakeHost.assertCarried;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.linux.network.FakeHost.FakeSocket;

/** More sockets than can be followed, or looked for, at once. */
class CrowdedSocketsTest {

    private static final long LONG_AGO = 100;
    private static final int ROOM = 3;
    private static final int CROWD = 120_000;

    private final FakeHost host = new FakeHost();
    private final List<FakeSocket> sockets = new ArrayList<>();

    /** Sockets of a process that carry a hundred bytes each. */
    private void open(int pid, int count) {
        for (int i = 0; i < count; i++) {
            int number = sockets.size() + 1;
            sockets.add(host.socket(number, 80, number).opened(number).carried(100, 0));
            host.open(pid, number);
        }
    }

    @Test
    void socketsForWhichThereIsNoRoomAreLost() {
        SocketOwner owner = host.process(10, 1, LONG_AGO);
        host.room = ROOM;
        host.collect();
        open(10, ROOM + 2);
        host.collect();
        assertThat(host.accounts.size()).isEqualTo(ROOM);
        assertThat(owner.receivedBytes()).isEqualTo(ROOM * 100);
        assertThat(host.lost).isEqualTo(2);
        sockets.forEach(socket -> socket.carried(1, 0));
        host.collect();
        assertThat(owner.receivedBytes()).isEqualTo(ROOM * 101);
        assertThat(host.lost).isEqualTo(4);
    }

    @Test
    void whatWasLeftOutStartsFromABaselineWhenThereIsRoom() {
        SocketOwner owner = host.process(10, 1, LONG_AGO);
        host.room = ROOM;
        host.collect();
        open(10, ROOM + 2);
        host.collect();
        host.room = Integer.MAX_VALUE;
        host.collect();
        assertThat(host.accounts.size()).isEqualTo(ROOM + 2);
        assertThat(owner.receivedBytes()).isEqualTo(ROOM * 100);
        sockets.forEach(socket -> socket.carried(7, 0));
        host.collect();
        assertThat(owner.receivedBytes()).isEqualTo(ROOM * 100 + (ROOM + 2) * 7);
        open(10, 1);
        host.collect();
        assertThat(owner.receivedBytes()).isEqualTo(ROOM * 100 + (ROOM + 2) * 7 + 100);
        assertThat(host.lost).isEqualTo(2);
    }

    @Test
    void aDumpThatFailsDoesNotForgetThatSocketsWereLeftOut() {
        SocketOwner owner = host.process(10, 1, LONG_AGO);
        host.room = ROOM;
        host.collect();
        open(10, ROOM + 2);
        host.collect();
        host.room = Integer.MAX_VALUE;
        host.dumpFails = true;
        host.collect(2);
        host.dumpFails = false;
        host.collect();
        assertThat(owner.receivedBytes()).isEqualTo(ROOM * 100);
    }

    @Test
    void theEndOfASocketThatWasLeftOutIsLost() {
        SocketOwner server = host.process(10, 1, LONG_AGO, 9_999_999);
        host.listener(9_999_999, 80, 9_999_999);
        host.room = ROOM;
        host.collect();
        open(10, ROOM + 1);
        host.collect();
        long lost = host.lost;
        host.sockets.get((long) ROOM + 1).carried(5, 0).destroy();
        host.collect();
        assertThat(server.receivedBytes()).isEqualTo(ROOM * 100);
        assertThat(host.lost).isEqualTo(lost + 1);
    }

    @Test
    void ownersOfACrowdAreLookedForInTurns() {
        SocketOwner owner = host.process(10, 1, LONG_AGO);
        open(10, CROWD);
        host.collect();
        assertThat(host.lookup.wanted().missing()).isZero();
        sockets.forEach(socket -> socket.carried(1, 0));
        host.collect();
        assertThat(owner.receivedBytes()).isBetween(1L, CROWD - 1L);
        host.collect(10);
        assertThat(owner.receivedBytes()).isEqualTo(CROWD);
        assertThat(host.lost).isZero();
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
            for (FakeSocket socket : List.copyOf(host.sockets.values())) {
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
