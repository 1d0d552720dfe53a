package io.darwinexporter.internal.linux.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;

/**
 * What links in procfs tell of processes: {@code /proc/PID/fd/*} their sockets, {@code /proc/PID/ns/net} their network
 * namespace.
 * Creates no objects.
 */
final class ProcessLinks implements DescriptorLinks, AutoCloseable {

    private static final int CURRENT_FOLDER = -100;
    private static final int FOLDER_BYTES = 32 * 1024;
    private static final int LINK_BYTES = 64;
    /** {@code struct linux_dirent64}. */
    private static final int RECORD_LENGTH_AT = 16;
    private static final int NAME_AT = 19;

    private static final byte[] DESCRIPTORS = name("/fd");
    private static final byte[] NAMESPACE = name("/ns/net");
    private static final byte[] STATUS = name("/status");
    private static final byte[] SOCKET = "socket:[".getBytes(UTF_8);
    private static final byte[] NET = "net:[".getBytes(UTF_8);
    private static final byte[] GROUP = "\nTgid:\t".getBytes(UTF_8);

    private final NativeBuffer path;
    private final int rootLength;
    private final NativeBuffer folder = new NativeBuffer(FOLDER_BYTES);
    private final NativeBuffer link = new NativeBuffer(LINK_BYTES);
    /** Whether a link of the process that is being read may not be followed. */
    private boolean linkRefused;

    ProcessLinks(String procfs) {
        byte[] root = (procfs + "/").getBytes(UTF_8);
        rootLength = root.length;
        path = new NativeBuffer(rootLength + 32);
        path.bytes().put(0, root);
    }

    private static byte[] name(String text) {
        return (text + "\0").getBytes(UTF_8);
    }

    private void path(int pid, byte[] file) {
        int digits = 1;
        for (int rest = pid / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = pid;
        for (int at = rootLength + digits - 1; at >= rootLength; at--) {
            path.bytes().put(at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        path.bytes().put(rootLength + digits, file);
    }

    @Override
    public Sight readSockets(int pid, SocketSink sink) {
        int descriptor = openDescriptors(pid);
        if (descriptor < 0) {
            return sightOf(LibC.errno());
        }
        boolean more = true;
        linkRefused = false;
        while (more) {
            int got = (int) LibC.getdents64(descriptor, folder.address(0), FOLDER_BYTES);
            more = got > 0 && readLinks(descriptor, got, sink);
        }
        LibC.close(descriptor);
        return linkRefused ? Sight.HIDDEN : Sight.SEEN;
    }

    private int openDescriptors(int pid) {
        path(pid, DESCRIPTORS);
        return LibC.openat(CURRENT_FOLDER, path.address(0), LibC.O_RDONLY | LibC.directoryFlag() | LibC.O_CLOEXEC);
    }

    private static Sight sightOf(int errno) {
        return errno == LibC.EACCES || errno == LibC.EPERM ? Sight.HIDDEN : Sight.GONE;
    }

    private boolean readLinks(int descriptor, int length, SocketSink sink) {
        ByteBuffer entries = folder.bytes();
        for (int at = 0; at < length; at += Short.toUnsignedInt(entries.getShort(at + RECORD_LENGTH_AT))) {
            if (entries.get(at + NAME_AT) == '.') {
                continue;
            }
            int got = (int) LibC.readlinkat(descriptor, folder.address(at + NAME_AT), link.address(0), LINK_BYTES);
            if (got < 0 && sightOf(LibC.errno()) == Sight.HIDDEN) {
                linkRefused = true;
                return false;
            }
            long inode = inode(SOCKET, got);
            if (inode > 0 && !sink.take((int) inode)) {
                return false;
            }
        }
        return true;
    }

    /** The number in a link like {@code socket:[123]}, or 0 if it is another. */
    private long inode(byte[] kind, int length) {
        ByteBuffer text = link.bytes();
        if (length <= kind.length) {
            return 0;
        }
        for (int at = 0; at < kind.length; at++) {
            if (text.get(at) != kind[at]) {
                return 0;
            }
        }
        return number(text, kind.length, length);
    }

    private static long number(ByteBuffer text, int from, int end) {
        long number = 0;
        for (int at = from; at < end && text.get(at) >= '0' && text.get(at) <= '9'; at++) {
            number = number * 10 + (text.get(at) - '0');
        }
        return number;
    }

    @Override
    public Sight sight(int pid) {
        int descriptor = openDescriptors(pid);
        if (descriptor < 0) {
            return sightOf(LibC.errno());
        }
        LibC.close(descriptor);
        // CAP_DAC_READ_SEARCH opens the folder, but only CAP_SYS_PTRACE tells where links lead.
        path(pid, NAMESPACE);
        int got = (int) LibC.readlinkat(CURRENT_FOLDER, path.address(0), link.address(0), LINK_BYTES);
        return got < 0 && sightOf(LibC.errno()) == Sight.HIDDEN ? Sight.HIDDEN : Sight.SEEN;
    }

    /** The inode of the network namespace that a process is in, or 0 if it cannot be told. */
    long namespaceOf(int pid) {
        path(pid, NAMESPACE);
        return inode(NET, (int) LibC.readlinkat(CURRENT_FOLDER, path.address(0), link.address(0), LINK_BYTES));
    }

    /** Opens the network namespace that a process is in: a descriptor, or -1. */
    int openNamespace(int pid) {
        path(pid, NAMESPACE);
        return LibC.openat(CURRENT_FOLDER, path.address(0), LibC.O_RDONLY | LibC.O_CLOEXEC);
    }

    @Override
    public int processOf(int tid) {
        path(tid, STATUS);
        int descriptor = LibC.openat(CURRENT_FOLDER, path.address(0), LibC.O_RDONLY | LibC.O_CLOEXEC);
        if (descriptor < 0) {
            return 0;
        }
        int got = (int) LibC.read(descriptor, folder.address(0), FOLDER_BYTES);
        LibC.close(descriptor);
        ByteBuffer text = folder.bytes();
        for (int at = 0; at + GROUP.length < got; at++) {
            int same = 0;
            while (same < GROUP.length && text.get(at + same) == GROUP[same]) {
                same++;
            }
            if (same == GROUP.length) {
                return (int) number(text, at + same, got);
            }
        }
        return 0;
    }

    @Override
    public void close() {
        path.close();
        folder.close();
        link.close();
    }
}
