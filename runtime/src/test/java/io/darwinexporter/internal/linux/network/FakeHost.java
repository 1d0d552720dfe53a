package io.darwinexporter.internal.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.darwinexporter.internal.linux.netlink.InetDiagMessage;

/** Processes and sockets of a made-up host, collected in the order in which {@link NetworkAccounting} does it. */
final class FakeHost implements DescriptorLinks {

    static final long LOOPBACK = 0xFFFF_7F00_0001L;
    static final int INIT = 1;

    final NetworkNamespace namespace = new NetworkNamespace(1, 0);
    final SocketAccounts accounts = namespace.accounts;
    final Owners owners = new Owners(this);
    final OwnerLookup lookup = new OwnerLookup(this);
    final Connects connects = new Connects(owners);
    final Map<Integer, SocketOwner> processes = new LinkedHashMap<>();
    final Map<Integer, List<Integer>> descriptors = new HashMap<>();
    final Set<Integer> hidden = new HashSet<>();
    final Map<Integer, Integer> threads = new HashMap<>();
    final Map<Long, FakeSocket> sockets = new LinkedHashMap<>();
    private final List<SocketReading> ends = new ArrayList<>();
    boolean endsTold = true;
    boolean dumpFails;
    int room = Integer.MAX_VALUE;
    int endsLost;
    int collection;
    long lost;

    /** A socket; its counters are set by tests. */
    final class FakeSocket {

        final SocketReading reading = new SocketReading();

        FakeSocket carried(long received, long sent) {
            reading.receivedBytes += received;
            reading.sentBytes += sent;
            reading.segmentsIn += received > 0 ? 1 : 0;
            reading.segmentsOut += sent > 0 ? 1 : 0;
            return this;
        }

        FakeSocket opened(int inode) {
            reading.inode = inode;
            return this;
        }

        /** It is destroyed, which is told unless that is lost. */
        void destroy() {
            sockets.remove(reading.cookie);
            reading.inode = 0;
            ends.add(reading);
        }

        /** Nothing tells of its end. */
        void destroyUntold() {
            sockets.remove(reading.cookie);
        }
    }

    FakeHost() {
        process(INIT, 0, 0);
    }

    static void assertCarried(SocketOwner owner, long received, long sent) {
        assertThat(owner.receivedBytes()).as("received").isEqualTo(received);
        assertThat(owner.sentBytes()).as("sent").isEqualTo(sent);
    }

    SocketOwner process(int pid, int parentPid, long startNanos, int... inodes) {
        SocketOwner owner = new SocketOwner(pid, startNanos);
        owner.parentPid = parentPid;
        owner.namespace = namespace;
        processes.put(pid, owner);
        descriptors.put(pid, new ArrayList<>());
        for (int inode : inodes) {
            descriptors.get(pid).add(inode);
        }
        return owner;
    }

    void end(int pid) {
        processes.remove(pid);
        descriptors.remove(pid);
    }

    void open(int pid, int inode) {
        descriptors.get(pid).add(inode);
    }

    void close(int pid, int inode) {
        descriptors.get(pid).remove((Integer) inode);
    }

    FakeSocket socket(long cookie, int localPort, int remotePort) {
        FakeSocket socket = new FakeSocket();
        socket.reading.cookie = cookie;
        socket.reading.state = InetDiagMessage.ESTABLISHED;
        socket.reading.localPort = localPort;
        socket.reading.remotePort = remotePort;
        socket.reading.localLow = LOOPBACK;
        socket.reading.remoteLow = LOOPBACK;
        sockets.put(cookie, socket);
        return socket;
    }

    FakeSocket listener(long cookie, int port, int inode) {
        FakeSocket socket = socket(cookie, port, 0);
        socket.reading.state = InetDiagMessage.LISTEN;
        socket.reading.localLow = 0;
        socket.reading.remoteLow = 0;
        return socket.opened(inode);
    }

    /** The trace tells that a thread has opened a connection. */
    void connects(int tid, FakeSocket socket, long nanos) {
        connects.add(new Connects.Change(nanos, socket.reading.cookie, tid, 2, new Connection(0, 0, 0, 0, 0, 0)));
        connects.add(new Connects.Change(nanos + 1, socket.reading.cookie, 0, 1, socket.reading.connection()));
    }

    FakeHost collect() {
        collection++;
        owners.begin(collection);
        for (SocketOwner owner : processes.values()) {
            owner.lastDescriptors = owner.descriptors;
            owner.descriptors = descriptors.get(owner.pid).size();
            owners.add(owner);
        }
        accounts.beginDump(collection, room);
        if (!dumpFails) {
            for (FakeSocket socket : List.copyOf(sockets.values())) {
                accounts.seen(socket.reading);
            }
            accounts.dumpIsComplete();
        }
        connects.join(Long.MAX_VALUE, collection);
        lookup.wanted().clear();
        accounts.want(lookup.wanted(), connects);
        lookup.search(owners, collection);
        accounts.ownUnowned(lookup, owners);
        for (SocketReading end : ends) {
            accounts.destroyed(end, connects);
        }
        ends.clear();
        if (endsLost > 0) {
            accounts.endsLost(endsLost);
            endsLost = 0;
        }
        accounts.end(endsTold);
        connects.forget(collection);
        lost += accounts.takeLost();
        for (SocketOwner owner : processes.values()) {
            owner.tell();
        }
        for (SocketOwner owner : owners.gone()) {
            owner.tell();
        }
        lost += owners.end();
        return this;
    }

    FakeHost collect(int times) {
        for (int i = 0; i < times; i++) {
            collect();
        }
        return this;
    }

    @Override
    public Sight readSockets(int pid, SocketSink sink) {
        if (hidden.contains(pid)) {
            return Sight.HIDDEN;
        }
        List<Integer> open = descriptors.get(pid);
        if (open == null) {
            return Sight.GONE;
        }
        for (int inode : open) {
            if (!sink.take(inode)) {
                break;
            }
        }
        return Sight.SEEN;
    }

    @Override
    public Sight sight(int pid) {
        return hidden.contains(pid) ? Sight.HIDDEN : descriptors.containsKey(pid) ? Sight.SEEN : Sight.GONE;
    }

    @Override
    public int processOf(int tid) {
        return processes.containsKey(tid) ? tid : threads.getOrDefault(tid, 0);
    }
}
