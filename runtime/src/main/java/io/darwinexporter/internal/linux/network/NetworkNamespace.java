package io.darwinexporter.internal.linux.network;

import org.jspecify.annotations.Nullable;

/** A network namespace in which processes are: its sockets, and the way to ask the kernel for them. */
final class NetworkNamespace implements AutoCloseable {

    final long inode;
    /** What its news are marked with. */
    final int number;
    final SocketAccounts accounts;
    private @Nullable SockDiag sockets;
    /** The last collection that had a process in it, and the one in which entering it may be tried again. */
    long membersIn;
    long openIn;

    NetworkNamespace(long inode, int number) {
        this.inode = inode;
        this.number = number;
        accounts = new SocketAccounts(this);
    }

    void open(SockDiag sockets) {
        this.sockets = sockets;
    }

    boolean isOpen() {
        return sockets != null;
    }

    @Nullable
    SockDiag sockets() {
        return sockets;
    }

    @Override
    public void close() {
        SockDiag open = sockets;
        if (open != null) {
            open.close();
            sockets = null;
        }
    }
}
