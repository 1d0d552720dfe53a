package io.darwinexporter.internal.linux.network;

/** What can be asked of processes, whatever their descriptors are read from. */
interface DescriptorLinks {

    /** How a process could be looked at. */
    enum Sight {
        SEEN,
        /** It may not be looked at. */
        HIDDEN,
        GONE
    }

    /** Takes the sockets of a process, one after the other. */
    interface SocketSink {

        /**
         * Takes the inode of a socket.
         *
         * @return false if no more are wanted
         */
        boolean take(int inode);
    }

    /** Goes through all open descriptors of a process: the dearest thing there is to do with one. */
    Sight readSockets(int pid, SocketSink sink);

    /** Whether the descriptors of a process may be seen. */
    Sight sight(int pid);

    /** The process that a thread belongs to, or 0 if it has gone. */
    int processOf(int tid);
}
