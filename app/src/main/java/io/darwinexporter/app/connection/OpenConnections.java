package io.darwinexporter.app.connection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** All connections, of which there are no more than a number. On any thread. */
final class OpenConnections {

    private final int most;
    private final Set<RequestGate> open = ConcurrentHashMap.newKeySet();

    OpenConnections(int most) {
        this.most = most;
    }

    /**
     * Adds a connection, and closes that which has been idle for longest if they are too many.
     *
     * @return whether there is room for it: there is none where all others are being answered
     */
    boolean add(RequestGate connection) {
        while (open.size() >= most) {
            RequestGate idlest = idlest();
            if (idlest == null) {
                return false;
            }
            if (open.remove(idlest)) {
                idlest.close();
            }
        }
        open.add(connection);
        return true;
    }

    void remove(RequestGate connection) {
        open.remove(connection);
    }

    private @Nullable RequestGate idlest() {
        long now = System.nanoTime();
        RequestGate idlest = null;
        long longest = -1;
        for (RequestGate connection : open) {
            long idle = connection.idleNanos(now);
            if (idle > longest) {
                longest = idle;
                idlest = connection;
            }
        }
        return idlest;
    }
}
