package io.darwinexporter.internal.linux.network.binding;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

import io.darwinexporter.internal.linux.binding.LibC;

/**
 * Functions of the C library that need privileges: other network namespaces and private mounts; and what their sockets
 * need beyond {@link LibC}.
 * <p>
 * Errors and addresses as in {@link LibC}, which comes first.
 */
public final class NetworkCalls {

    public static final int CLONE_NEWNET = 0x40000000;
    public static final int O_NONBLOCK = 04000;
    public static final int EFD_NONBLOCK = 04000;
    public static final int NETLINK_SOCK_DIAG = 4;
    public static final int SOL_NETLINK = 270;
    public static final int NETLINK_ADD_MEMBERSHIP = 1;
    public static final int SKNLGRP_INET_TCP_DESTROY = 1;
    public static final int SKNLGRP_INET6_TCP_DESTROY = 3;
    public static final int SO_RCVBUF = 8;
    /** {@code sizeof(struct sockaddr_nl)}: family, padding, port, groups. */
    public static final int SOCKADDR_NL_BYTES = 12;
    public static final int MSG_TRUNC = 0x20;

    private static final int FSCONFIG_CMD_CREATE = 6;
    private static final int CLOEXEC = 1;

    /** The newer numbers of system calls are the same on all processors. */
    private static final long FSOPEN = 430;
    private static final long FSCONFIG = 431;
    private static final long FSMOUNT = 432;

    private static boolean loaded;

    private NetworkCalls() {
    }

    /** Finds every function. */
    public static synchronized void load() {
        LibC.load();
        if (!loaded) {
            Native.register(NetworkCalls.class, NativeLibrary.getInstance("c"));
            loaded = true;
        }
    }

    /** Moves this thread, and no other, into another namespace. */
    public static native int setns(int descriptor, int kind);

    public static native int bind(int socket, long address, int bytes);

    /**
     * Mounts a file system where nobody sees it (Linux 5.2).
     *
     * @param name the address of the kind of file system
     * @return a descriptor of its root folder, or -1
     */
    public static int mountUnseen(long name) {
        int context = (int) syscall(FSOPEN, name, CLOEXEC, 0, 0, 0);
        if (context < 0) {
            return -1;
        }
        int root = -1;
        if (syscall(FSCONFIG, context, FSCONFIG_CMD_CREATE, 0, 0, 0) == 0) {
            root = (int) syscall(FSMOUNT, context, CLOEXEC, 0, 0, 0);
        }
        int errno = LibC.errno();
        LibC.close(context);
        Native.setLastError(errno);
        return root;
    }

    private static native long syscall(long number, long a, long b, long c, long d, long e);
}
