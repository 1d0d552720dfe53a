package io.darwinexporter.internal.linux.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Who has opened which connection, as the kernel's trace of {@code sock:inet_sock_set_state} tells it.
 * <p>
 * A connection begins in the thread that asks for it, when its port is not known yet; it is established by whoever receives
 * the answer, with all ports. The two are joined by the address of the socket in the kernel, which may be used again at once:
 * so changes are taken in the order of their times. Every processor has a buffer of its own; changes after the time up to
 * which all buffers have been read wait for the next turn.
 */
final class Connects {

    private static final int LARGEST = 64 * 1024;
    /** For how many collections a connection is remembered that no dump and no news of sockets has told of. */
    private static final int REMEMBERED = 2;

    /** A change of a socket's state. */
    record Change(long nanos, long socket, int tid, int state, Connection connection) {

        private static final int ESTABLISHED = 1;
        private static final int SYN_SENT = 2;
    }

    private record Attempt(int tid, long nanos) {
    }

    private record Opened(SocketOwner owner, long collection) {
    }

    private final Owners owners;
    private final List<Change> waiting = new ArrayList<>();
    private final Map<Long, Attempt> attempts = new LinkedHashMap<>();
    private final Map<Connection, List<Opened>> opened = new HashMap<>();
    private int size;

    Connects(Owners owners) {
        this.owners = owners;
    }

    void add(Change change) {
        if (waiting.size() < 2 * LARGEST) {
            waiting.add(change);
        }
    }

    /** Joins the changes up to a time before which there are no others. */
    void join(long untilNanos, long collection) {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.sort((a, b) -> Long.compare(a.nanos, b.nanos));
        int taken = 0;
        while (taken < waiting.size() && waiting.get(taken).nanos <= untilNanos) {
            join(waiting.get(taken++), collection);
        }
        waiting.subList(0, taken).clear();
    }

    private void join(Change change, long collection) {
        if (change.state == Change.SYN_SENT) {
            attempts.remove(change.socket);
            attempts.put(change.socket, new Attempt(change.tid, change.nanos));
            if (attempts.size() > LARGEST) {
                // Those in whose place others came long ago, or whose end was not heard of.
                Iterator<Long> eldest = attempts.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
            return;
        }
        Attempt attempt = attempts.remove(change.socket);
        if (attempt != null && change.state == Change.ESTABLISHED && size < LARGEST) {
            SocketOwner owner = owners.ofThread(attempt.tid, attempt.nanos);
            opened.computeIfAbsent(change.connection, connection -> new ArrayList<>(1)).add(new Opened(owner, collection));
            size++;
        }
    }

    /**
     * Who has opened the connection of a socket; it is not told twice. Of the same addresses and ports, used one after the
     * other or in different namespaces, the first that fits.
     */
    @Nullable
    SocketOwner take(SocketReading reading, NetworkNamespace namespace) {
        if (size == 0) {
            return null;
        }
        Connection connection = reading.connection();
        List<Opened> candidates = opened.get(connection);
        if (candidates == null) {
            return null;
        }
        for (int i = 0; i < candidates.size(); i++) {
            SocketOwner owner = candidates.get(i).owner;
            if (owner.namespace == null || owner.namespace == namespace) {
                candidates.remove(i);
                size--;
                if (candidates.isEmpty()) {
                    opened.remove(connection);
                }
                return owner;
            }
        }
        return null;
    }

    /** Forgets what nobody has asked for. */
    void forget(long collection) {
        if (size == 0) {
            return;
        }
        size = 0;
        for (Iterator<List<Opened>> all = opened.values().iterator(); all.hasNext();) {
            List<Opened> candidates = all.next();
            candidates.removeIf(candidate -> candidate.collection < collection - REMEMBERED);
            size += candidates.size();
            if (candidates.isEmpty()) {
                all.remove();
            }
        }
    }
}
