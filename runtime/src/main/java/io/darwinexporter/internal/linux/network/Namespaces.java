package io.darwinexporter.internal.linux.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.network.binding.NetworkCalls;

/**
 * The network namespaces that processes are in. Each is entered once, by a thread that does nothing else and ends: its sockets
 * stay there. A namespace lives as long as somebody has a socket in it, so these are closed soon after its last process has
 * gone.
 */
final class Namespaces implements AutoCloseable {

    private static final int LARGEST = 1024;
    private static final int PAUSE_AFTER_REFUSAL = 16;

    private final ProcessLinks links;
    private final SocketEvents events;
    private final NetworkNamespace home;
    private final List<NetworkNamespace> all = new ArrayList<>();
    private final Map<Long, NetworkNamespace> byInode = new HashMap<>();
    private int lastNumber;

    /** @param own sockets of the namespace that this program is in, whose inode may be 0 if it cannot be told */
    Namespaces(ProcessLinks links, SocketEvents events, long homeInode, SockDiag own) {
        this.links = links;
        this.events = events;
        home = new NetworkNamespace(homeInode, lastNumber);
        open(home, own);
        all.add(home);
        byInode.put(homeInode, home);
    }

    private void open(NetworkNamespace namespace, SockDiag sockets) {
        namespace.open(sockets);
        if (sockets.endsAreTold()) {
            events.add(namespace, sockets);
        }
    }

    /** All that there are, those that could not be entered, too. */
    List<NetworkNamespace> all() {
        return all;
    }

    /** The namespace of that number, if it is still there. */
    @Nullable
    NetworkNamespace numbered(int number) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).number == number) {
                return all.get(i);
            }
        }
        return null;
    }

    /** Finds out which namespace a process is in. */
    void place(SocketOwner owner, long collection) {
        NetworkNamespace namespace = owner.namespace;
        long inode = links.namespaceOf(owner.pid);
        if (inode != 0) {
            namespace = byInode.get(inode);
            if (namespace == null && all.size() < LARGEST) {
                namespace = new NetworkNamespace(inode, ++lastNumber);
                all.add(namespace);
                byInode.put(inode, namespace);
            }
            if (namespace != null && !namespace.isOpen() && collection >= namespace.openIn) {
                enter(namespace, owner.pid);
                namespace.openIn = collection + PAUSE_AFTER_REFUSAL;
            }
        } else if (namespace == null) {
            // Of a process that may not be looked at nothing will be told anyway.
            namespace = home;
        }
        owner.namespace = namespace;
    }

    private void enter(NetworkNamespace namespace, int pid) {
        int descriptor = links.openNamespace(pid);
        if (descriptor < 0) {
            return;
        }
        SockDiag sockets = openIn(descriptor);
        LibC.close(descriptor);
        if (sockets != null) {
            open(namespace, sockets);
        }
    }

    /** Opens sockets in another namespace; null if it may not be entered. */
    static @Nullable SockDiag openIn(int namespaceDescriptor) {
        Entering entering = new Entering(namespaceDescriptor);
        entering.setDaemon(true);
        entering.start();
        Threads.awaitEnd(entering);
        return entering.sockets;
    }

    private static final class Entering extends Thread {

        private final int namespace;
        private @Nullable SockDiag sockets;

        Entering(int namespace) {
            super("darwin-exporter-namespace");
            this.namespace = namespace;
        }

        @Override
        public void run() {
            if (NetworkCalls.setns(namespace, NetworkCalls.CLONE_NEWNET) < 0) {
                return;
            }
            try {
                sockets = SockDiag.open();
            } catch (NetworkUnavailableException e) {
                // As good as a namespace that may not be entered.
                sockets = null;
            }
        }
    }

    /** Leaves namespaces that neither this collection nor the one before had a process in. */
    void leaveEmpty(long collection) {
        for (int i = all.size() - 1; i > 0; i--) {
            NetworkNamespace namespace = all.get(i);
            if (namespace.membersIn < collection - 1) {
                all.remove(i);
                byInode.remove(namespace.inode);
                events.remove(namespace);
                namespace.close();
            }
        }
    }

    @Override
    public void close() {
        for (NetworkNamespace namespace : all) {
            namespace.close();
        }
        all.clear();
    }
}
