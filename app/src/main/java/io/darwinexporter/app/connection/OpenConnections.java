package io.darwinexporter.app.connection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * All connections, with limits for what they are together. When one is reached, the connection of which others have least is
 * closed for it. On any thread.
 */
final class OpenConnections {

    /** In a rush, those that have come last are behind it, and not those that read. */
    private static final long MOMENT_NANOS = 1_000_000_000;

    private final int most;
    private final long mostUnsentBytes;
    private final Set<RequestGate> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong unsentBytes = new AtomicLong();

    /** @param mostUnsentBytes of answers, which are kept in memory until their clients read on; twice as much in a rush */
    OpenConnections(int most, long mostUnsentBytes) {
        this.most = most;
        this.mostUnsentBytes = mostUnsentBytes;
    }

    /**
     * Adds a connection, in place of the one that has been idle for longest if they are too many.
     *
     * @return whether there is room for it: there is none while all others are being answered
     */
    boolean add(RequestGate connection) {
        while (open.size() >= most) {
            RequestGate idlest = longest(RequestGate::idleNanos);
            if (idlest == null) {
                return false;
            }
            close(idlest);
        }
        open.add(connection);
        return true;
    }

    void remove(RequestGate connection) {
        open.remove(connection);
    }

    /**
     * Counts what a connection is going to send. If it is too much, the client is given up that has not read for longest.
     *
     * @return whether there is room for it: there is none where it is far too much and all clients have read a moment ago
     */
    boolean unsent(long bytes) {
        long all = unsentBytes.addAndGet(bytes);
        return all <= mostUnsentBytes || giveUpSlowest() || all <= 2 * mostUnsentBytes;
    }

    /** Closes the connection whose client has not read for longest; false if all have read a moment ago. */
    boolean giveUpSlowest() {
        RequestGate slowest = longest(RequestGate::stalledNanos);
        if (slowest == null || slowest.stalledNanos(System.nanoTime()) < MOMENT_NANOS) {
            return false;
        }
        close(slowest);
        return true;
    }

    void sent(long bytes) {
        unsentBytes.addAndGet(-bytes);
    }

    private void close(RequestGate connection) {
        // Whoever comes first closes it, and whoever comes next looks for another one.
        if (open.remove(connection)) {
            connection.abort();
        }
    }

    private @Nullable RequestGate longest(Duration duration) {
        long now = System.nanoTime();
        RequestGate found = null;
        long longest = -1;
        for (RequestGate connection : open) {
            long nanos = duration.nanos(connection, now);
            if (nanos > longest) {
                longest = nanos;
                found = connection;
            }
        }
        return found;
    }

    /** How long something has lasted at a connection; negative if it does not. */
    private interface Duration {

        long nanos(RequestGate connection, long nowNanos);
    }
}
