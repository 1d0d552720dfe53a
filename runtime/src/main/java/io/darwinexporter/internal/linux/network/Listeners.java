package io.darwinexporter.internal.linux.network;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The listening sockets of a network namespace, by local port: who accepts what arrives there. Of several with the same address
 * and port (SO_REUSEPORT) one stands for all.
 */
final class Listeners {

    private static final int BUCKETS = 256;
    private static final long MAPPED = 0xFFFF_0000_0000L;
    /** For how many collections a listener that is not seen any more is remembered: what it accepted may close after it. */
    private static final int REMEMBERED = 2;
    private static final int MOST_LOOK_UPS = 5;

    static final class Listener {

        final int port;
        final long addressHigh;
        final long addressLow;
        int inode;
        long userId;
        int seenIn;
        /** The last collection whose dump had this very socket; another one at the same place is told of below. */
        private int confirmedIn;
        private int otherIn;
        private int otherInode;
        private long otherUserId;
        private int lookUpIn;
        private int lookUps;
        @Nullable
        SocketOwner owner;
        private @Nullable Listener next;

        Listener(int port, long addressHigh, long addressLow) {
            this.port = port;
            this.addressHigh = addressHigh;
            this.addressLow = addressLow;
        }

        private boolean isAnywhere() {
            return addressHigh == 0 && (addressLow == 0 || addressLow == MAPPED);
        }

        private void settle(int collection) {
            if (confirmedIn != collection && otherIn == collection) {
                inode = otherInode;
                userId = otherUserId;
                owner = null;
                lookUps = 0;
                lookUpIn = 0;
            }
        }

        boolean mayLookUp(int collection) {
            return inode != 0 && collection >= lookUpIn;
        }

        /** Notes that its owner was looked for among all processes in vain. */
        void lookedUpInVain(int collection) {
            lookUpIn = collection + (1 << 2 * lookUps);
            lookUps = Math.min(lookUps + 1, MOST_LOOK_UPS);
        }
    }

    private final @Nullable Listener[] buckets = new Listener[BUCKETS];
    private int size;

    int size() {
        return size;
    }

    /** Notes a listening socket that a dump has. */
    void seen(SocketReading reading, int collection) {
        Listener listener = buckets[bucket(reading.localPort)];
        while (listener != null && !(listener.port == reading.localPort && listener.addressHigh == reading.localHigh
                && listener.addressLow == reading.localLow)) {
            listener = listener.next;
        }
        if (listener == null) {
            listener = new Listener(reading.localPort, reading.localHigh, reading.localLow);
            listener.next = buckets[bucket(reading.localPort)];
            buckets[bucket(reading.localPort)] = listener;
            size++;
        }
        if (listener.inode == reading.inode) {
            listener.confirmedIn = collection;
        } else if (listener.otherIn != collection) {
            listener.otherIn = collection;
            listener.otherInode = reading.inode;
            listener.otherUserId = reading.userId;
        }
        listener.seenIn = collection;
    }

    /** Takes in what a dump has told, and adds those whose owner is not known or has gone to a list. */
    void settle(int collection, List<Listener> ownerless) {
        for (Listener first : buckets) {
            for (Listener listener = first; listener != null; listener = listener.next) {
                listener.settle(collection);
                SocketOwner owner = listener.owner;
                boolean owned = owner != null && owner.listedIn == collection;
                if (!owned && listener.seenIn == collection && listener.mayLookUp(collection)) {
                    ownerless.add(listener);
                }
            }
        }
    }

    /** Who listens where a socket is, or null. */
    @Nullable
    Listener at(SocketReading reading) {
        Listener anywhere = null;
        for (Listener listener = buckets[bucket(reading.localPort)]; listener != null; listener = listener.next) {
            if (listener.port == reading.localPort) {
                if (listener.addressHigh == reading.localHigh && listener.addressLow == reading.localLow) {
                    return listener;
                }
                if (listener.isAnywhere()) {
                    anywhere = listener;
                }
            }
        }
        return anywhere;
    }

    /** Forgets listeners that have not been seen for a while. */
    void forget(int collection) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            Listener previous = null;
            for (Listener listener = buckets[bucket]; listener != null; listener = listener.next) {
                if (listener.seenIn >= collection - REMEMBERED) {
                    previous = listener;
                } else {
                    size--;
                    if (previous == null) {
                        buckets[bucket] = listener.next;
                    } else {
                        previous.next = listener.next;
                    }
                }
            }
        }
    }

    private static int bucket(int port) {
        return port & (BUCKETS - 1);
    }
}
