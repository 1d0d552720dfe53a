package io.darwinexporter.internal.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectsTest {

    private static final long SOCKET = 0xffff_8881_0000_0000L;

    private final FakeHost host = new FakeHost();
    private SocketOwner one;
    private SocketOwner two;

    @BeforeEach
    void twoProcesses() {
        one = host.process(10, 1, 100);
        two = host.process(11, 1, 100);
        host.collect();
        host.owners.begin(2);
    }

    private static Connection connection(int port) {
        return new Connection(0, FakeHost.LOOPBACK, 0, FakeHost.LOOPBACK, port, 443);
    }

    private static SocketReading end(int port) {
        SocketReading reading = new SocketReading();
        reading.localLow = FakeHost.LOOPBACK;
        reading.remoteLow = FakeHost.LOOPBACK;
        reading.localPort = port;
        reading.remotePort = 443;
        return reading;
    }

    private void attempt(long nanos, long socket, int tid) {
        host.connects.add(new Connects.Change(nanos, socket, tid, 2, connection(0)));
    }

    private void change(long nanos, long socket, int state, int port) {
        host.connects.add(new Connects.Change(nanos, socket, 0, state, connection(port)));
    }

    private SocketOwner take(int port) {
        return host.connects.take(end(port), host.namespace);
    }

    @Test
    void theThreadThatAskedIsJoinedWithTheAnswer() {
        attempt(1000, SOCKET, 10);
        change(1001, SOCKET, 1, 40_000);
        host.connects.join(2000, 2);
        assertThat(take(40_000)).isSameAs(one);
        assertThat(take(40_000)).as("told once").isNull();
    }

    @Test
    void changesAreTakenInTheOrderOfTheirTimes() {
        change(1001, SOCKET, 1, 40_000);
        change(3001, SOCKET, 1, 40_001);
        attempt(3000, SOCKET, 11);
        attempt(1000, SOCKET, 10);
        host.connects.join(5000, 2);
        assertThat(take(40_000)).isSameAs(one);
        assertThat(take(40_001)).isSameAs(two);
    }

    @Test
    void whatIsLaterThanAllBuffersWereReadWaits() {
        change(3001, SOCKET, 1, 40_001);
        host.connects.join(3000, 2);
        attempt(2990, SOCKET, 11);
        host.connects.join(4000, 2);
        assertThat(take(40_001)).isSameAs(two);
    }

    @Test
    void anAttemptThatFailsIsForgotten() {
        attempt(1000, SOCKET, 10);
        change(1001, SOCKET, 7, 40_000);
        change(1002, SOCKET, 1, 40_000);
        host.connects.join(2000, 2);
        assertThat(take(40_000)).isNull();
    }

    @Test
    void theSameConnectionInTwoNamespacesBelongsToTheProcessThatIsThere() {
        NetworkNamespace other = new NetworkNamespace(2, 1);
        one.namespace = other;
        attempt(1000, SOCKET, 10);
        change(1001, SOCKET, 1, 40_000);
        attempt(1002, SOCKET + 8, 11);
        change(1003, SOCKET + 8, 1, 40_000);
        host.connects.join(2000, 2);
        assertThat(take(40_000)).isSameAs(two);
        assertThat(take(40_000)).isNull();
        assertThat(host.connects.take(end(40_000), other)).isSameAs(one);
    }

    @Test
    void whatNobodyAsksForIsForgotten() {
        attempt(1000, SOCKET, 10);
        change(1001, SOCKET, 1, 40_000);
        host.connects.join(2000, 2);
        host.connects.forget(4);
        host.connects.forget(5);
        assertThat(take(40_000)).isNull();
    }

    @Test
    void aThreadOfAnEarlierProcessOfThePidIsNotThatOfTheLater() {
        SocketOwner later = host.process(10, 1, 5000);
        host.collect();
        host.owners.begin(3);
        attempt(1000, SOCKET, 10);
        change(1001, SOCKET, 1, 40_000);
        attempt(6000, SOCKET, 10);
        change(6001, SOCKET, 1, 40_001);
        host.connects.join(7000, 3);
        assertThat(take(40_000)).isSameAs(one);
        assertThat(take(40_001)).isSameAs(later);
    }
}
