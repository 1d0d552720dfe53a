package io.darwinexporter.internal.linux.binding;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * Functions of the C library (glibc or musl), 64-bit.
 * <p>
 * Each returns what C returns; after a failure {@link #errno()} is asked at once, on the same thread. {@link #load()} comes
 * before the first call.
 */
public final class LibC {

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int ERANGE = 34;
    public static final int ENOBUFS = 105;

    public static final int O_RDONLY = 0;
    public static final int O_CLOEXEC = 02000000;
    public static final int O_PATH = 010000000;
    public static final int AT_EMPTY_PATH = 0x1000;

    public static final int CLOCK_REALTIME = 0;
    public static final int CLOCK_BOOTTIME = 7;

    public static final int SC_CLK_TCK = 2;
    public static final int SC_PAGESIZE = 30;
    public static final int SC_NPROCESSORS_ONLN = 84;

    public static final int RLIMIT_NOFILE = 7;

    public static final int AF_NETLINK = 16;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_CLOEXEC = 02000000;
    public static final int NETLINK_GENERIC = 16;
    public static final int SOL_SOCKET = 1;
    public static final int SO_RCVBUFFORCE = 33;
    /** Since Linux 4.12: an array of {@code __u32}, of which {@link #SK_MEMINFO_DROPS} is one. */
    public static final int SO_MEMINFO = 55;
    public static final int SK_MEMINFO_DROPS = 8;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int EFD_CLOEXEC = 02000000;
    public static final short POLLIN = 1;
    /** {@code sizeof(struct pollfd)}: the descriptor, then two shorts, what is asked for and what is so. */
    public static final int POLLFD_BYTES = 8;

    public static final int MADV_DONTNEED = 4;

    public static final int STATX_SIZE = 0x200;
    /** {@code sizeof(struct statx)}. */
    public static final int STATX_BYTES = 256;
    /** Where {@code stx_size}, a {@code __u64}, is in {@code struct statx}. */
    public static final int STX_SIZE = 40;

    private static boolean loaded;

    private LibC() {
    }

    /**
     * Loads JNA and finds every function, so that what is missing shows now and not at the first call.
     *
     * @throws LinkageError if JNA has no library for this platform, or the C library lacks a function
     * @throws IllegalArgumentException if the numbers of system calls are not known for this processor
     */
    public static synchronized void load() {
        if (!loaded) {
            Arch.current();
            Native.register(LibC.class, library());
            loaded = true;
        }
    }

    /** With musl there is no file that "c" would find, but the C library is part of the running program in any case. */
    private static NativeLibrary library() {
        try {
            return NativeLibrary.getInstance("c");
        } catch (UnsatisfiedLinkError e) {
            return NativeLibrary.getProcess();
        }
    }

    /** The error of the last call on this thread. */
    public static int errno() {
        return Native.getLastError();
    }

    /** {@code O_DIRECTORY}, which is not the same number on all processors. */
    public static int directoryFlag() {
        return Arch.current().directoryFlag;
    }

    /** {@code getdents64(2)} by number: the function is missing in glibc before 2.30 and in musl. */
    public static long getdents64(int descriptor, long buffer, long bytes) {
        return syscall(Arch.current().getdents64, descriptor, buffer, bytes, 0, 0);
    }

    /** {@code statx(2)} by number: the function is missing in glibc before 2.28. */
    public static long statx(int directory, long path, int flags, int mask, long result) {
        return syscall(Arch.current().statx, directory, path, flags, mask, result);
    }

    public static native int openat(int directory, long path, int flags);

    public static native long read(int descriptor, long buffer, long bytes);

    public static native long pread(int descriptor, long buffer, long bytes, long offset);

    public static native int close(int descriptor);

    public static native long lseek(int descriptor, long offset, int whence);

    public static native long readlinkat(int directory, long path, long buffer, long bytes);

    public static native int getpid();

    public static native int geteuid();

    public static native int clock_gettime(int clock, long timespec);

    public static native long sysconf(int name);

    public static native int prlimit(int pid, int resource, long newLimit, long oldLimit);

    /** Returns the error, not -1. */
    public static native int getpwuid_r(int uid, long passwd, long buffer, long bytes, long result);

    public static native int socket(int domain, int type, int protocol);

    public static native int setsockopt(int socket, int level, int name, long value, int bytes);

    public static native int getsockopt(int socket, int level, int name, long value, long bytes);

    public static native long send(int socket, long buffer, long bytes, int flags);

    public static native long recv(int socket, long buffer, long bytes, int flags);

    public static native int eventfd(int value, int flags);

    public static native long write(int descriptor, long buffer, long bytes);

    public static native int poll(long descriptors, long count, int timeoutMillis);

    public static native int madvise(long address, long bytes, int advice);

    private static native long syscall(long number, long a, long b, long c, long d, long e);
}
