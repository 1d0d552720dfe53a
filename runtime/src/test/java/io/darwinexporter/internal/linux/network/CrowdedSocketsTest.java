package io.darwinexporter.internal.linux.network;

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
}
