package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Reads files and folders below the mount point of procfs into one reused array, without creating objects.
 * <p>
 * Every reading method returns whether it worked: if so, its result is in {@link #bytes()} and {@link #length()}, or in
 * {@link #number()}; if not, {@link #failure()} tells why. Results stay until the next call.
 */
final class ProcFiles implements AutoCloseable {

    static final byte[] STAT = name("/stat");
    static final byte[] STATUS = name("/status");
    static final byte[] STATM = name("/statm");
    static final byte[] SMAPS_ROLLUP = name("/smaps_rollup");
    static final byte[] SCHEDSTAT = name("/schedstat");
    static final byte[] IO = name("/io");
    static final byte[] LIMITS = name("/limits");
    static final byte[] CMDLINE = name("/cmdline");
    static final byte[] CONTROL_GROUPS = name("/cgroup");
    static final byte[] EXECUTABLE = name("/exe");
    static final byte[] DESCRIPTORS = name("/fd");
    static final byte[] HOST_STAT = name("stat");
    static final byte[] HOST_MEMINFO = name("meminfo");

    private static final byte[] THREADS = name("/task");
    private static final byte[] SELF = name("self");
    private static final int CURRENT_FOLDER = -100;
    private static final int CHUNK = 64 * 1024;
    /** More than the longest known file, the status of a process in 65,536 user groups. */
    private static final int LARGEST_FILE = 1024 * 1024;
    private static final int PATH_BYTES = 128;
    private static final int SEEK_SET = 0;

    /** {@code struct linux_dirent64}. */
    private static final int RECORD_LENGTH_AT = 16;
    private static final int NAME_AT = 19;
    private static final int STX_UID = 20;
    private static final int STX_GID = 24;
    private static final int STATX_UID_AND_GID = 0x18;

    private final NativeBuffer content = new NativeBuffer(CHUNK);
    private final NativeBuffer path = new NativeBuffer(PATH_BYTES);
    private final NativeBuffer rootPath;
    private final String root;
    private byte[] bytes = new byte[CHUNK];
    private int length;
    private long number;
    private ReadFailure failure = ReadFailure.FAILED;
    private int errno;
    private int rootDescriptor = -1;
    private BooleanSupplier shortage = () -> false;

    ProcFiles(Path procfs) {
        root = procfs.toString();
        byte[] name = name(root);
        rootPath = new NativeBuffer(name.length);
        rootPath.bytes().put(0, name);
    }

    private static byte[] name(String text) {
        byte[] name = text.getBytes(UTF_8);
        return Arrays.copyOf(name, name.length + 1);
    }

    /** Whom to ask to close some files, when no more can be opened; tells whether that was of use. */
    void onShortage(BooleanSupplier shortage) {
        this.shortage = shortage;
    }

    /** Opens the mount point anew, as something else may have been mounted there. What was open stays if that fails. */
    boolean open() {
        int descriptor = openAt(CURRENT_FOLDER, rootPath, LibC.O_RDONLY | LibC.directoryFlag());
        if (descriptor < 0) {
            return failed();
        }
        if (rootDescriptor >= 0) {
            LibC.close(rootDescriptor);
        }
        rootDescriptor = descriptor;
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    long number() {
        return number;
    }

    ReadFailure failure() {
        return failure;
    }

    /** The mount point. */
    String root() {
        return root;
    }

    /** What failed, for people. */
    String problem() {
        return root + " cannot be read (errno " + errno + ")";
    }

    /** Reads the processes that there are. */
    boolean listProcesses(PidList into) {
        into.clear();
        return LibC.lseek(rootDescriptor, 0, SEEK_SET) < 0 ? failed() : list(rootDescriptor, into);
    }

    /** Reads the threads of a process, in the order of their numbers. */
    boolean listThreads(int pid, PidList into) {
        into.clear();
        append(number(0, pid), THREADS);
        int descriptor = openFolder();
        if (descriptor < 0) {
            return failed();
        }
        boolean listed = list(descriptor, into);
        LibC.close(descriptor);
        into.sort();
        return listed;
    }

    /** Counts the entries of a folder of a process. */
    boolean countEntries(int pid, byte[] folder) {
        append(number(0, pid), folder);
        int descriptor = openFolder();
        if (descriptor < 0) {
            return failed();
        }
        boolean listed = list(descriptor, null);
        LibC.close(descriptor);
        return listed;
    }

    /** Reads the size of a folder of a process as its attributes tell it. */
    boolean size(int pid, byte[] folder) {
        append(number(0, pid), folder);
        if (!attributes(LibC.STATX_SIZE)) {
            return false;
        }
        number = content.bytes().getLong(LibC.STX_SIZE);
        return true;
    }

    /** Reads whom the folder of a process belongs to; after that {@link #ownerGroup()} is known, too. */
    boolean owner(int pid) {
        path.bytes().put(number(0, pid), (byte) 0);
        if (!attributes(STATX_UID_AND_GID)) {
            return false;
        }
        number = Integer.toUnsignedLong(content.bytes().getInt(STX_UID));
        return true;
    }

    long ownerGroup() {
        return Integer.toUnsignedLong(content.bytes().getInt(STX_GID));
    }

    /** Reads which process the kernel takes this one for in this procfs. */
    boolean self() {
        path.bytes().put(0, SELF);
        long size = LibC.readlinkat(rootDescriptor, path.address(0), content.address(0), CHUNK);
        if (size < 0) {
            return failed();
        }
        number = pid(0, (int) size);
        return true;
    }

    /** Reads a file of a process. */
    boolean read(int pid, byte[] file) {
        return readUpTo(LARGEST_FILE, pid, file);
    }

    /** Reads the first bytes of a file of a process. */
    boolean readUpTo(int limit, int pid, byte[] file) {
        append(number(0, pid), file);
        return readFile(limit);
    }

    /** Opens a file of a process, to be read again and again: its descriptor, or less than 0. Whoever calls this closes it. */
    int open(int pid, byte[] file) {
        append(number(0, pid), file);
        return openAt(rootDescriptor, path, LibC.O_RDONLY);
    }

    /** Opens a file or folder of a process, not to be read but to be asked for its attributes; see {@link #open}. */
    int openPlace(int pid, byte[] name) {
        append(number(0, pid), name);
        return openAt(rootDescriptor, path, LibC.O_PATH);
    }

    /** Reads an open file from its beginning. */
    boolean readKept(int descriptor) {
        length = 0;
        for (;;) {
            int got = (int) LibC.pread(descriptor, content.address(0), CHUNK, length);
            if (got < 0) {
                return failed();
            }
            take(got);
            if (got < CHUNK || length >= LARGEST_FILE) {
                return true;
            }
        }
    }

    /** Reads the size of an open place. */
    boolean readKeptSize(int descriptor) {
        path.bytes().put(0, (byte) 0);
        if (LibC.statx(descriptor, path.address(0), LibC.AT_EMPTY_PATH, LibC.STATX_SIZE, content.address(0)) != 0) {
            return failed();
        }
        number = content.bytes().getLong(LibC.STX_SIZE);
        return true;
    }

    /** Reads where a link of a process leads to. */
    boolean readLink(int pid, byte[] link) {
        append(number(0, pid), link);
        int got = (int) LibC.readlinkat(rootDescriptor, path.address(0), content.address(0), CHUNK);
        if (got < 0) {
            return failed();
        }
        length = got;
        content.bytes().get(0, bytes, 0, got);
        return true;
    }

    /** Reads a file of a thread. */
    boolean readThread(int pid, int tid, byte[] file) {
        int at = number(0, pid);
        path.bytes().put(at, THREADS);
        at += THREADS.length;
        path.bytes().put(at - 1, (byte) '/');
        append(number(at, tid), file);
        return readFile(LARGEST_FILE);
    }

    /** Reads a file of the host. */
    boolean readHost(byte[] file) {
        append(0, file);
        return readFile(LARGEST_FILE);
    }

    private boolean readFile(int limit) {
        int descriptor = openAt(rootDescriptor, path, LibC.O_RDONLY);
        if (descriptor < 0) {
            return failed();
        }
        boolean read = readAll(descriptor, limit);
        LibC.close(descriptor);
        return read;
    }

    /**
     * A read that fills less than it could is the last: one call for all files but the longest. Should the kernel have stopped
     * short, the parser sees it.
     */
    private boolean readAll(int descriptor, int limit) {
        length = 0;
        while (length < limit) {
            int wanted = Math.min(CHUNK, limit - length);
            int got = (int) LibC.read(descriptor, content.address(0), wanted);
            if (got < 0) {
                return failed();
            }
            take(got);
            if (got < wanted) {
                return true;
            }
        }
        return true;
    }

    /** Adds what has just been read to the bytes. */
    private void take(int got) {
        if (length + got > bytes.length) {
            bytes = Arrays.copyOf(bytes, length + got);
        }
        content.bytes().get(0, bytes, length, got);
        length += got;
    }

    private int openFolder() {
        return openAt(rootDescriptor, path, LibC.O_RDONLY | LibC.directoryFlag());
    }

    private int openAt(int folder, NativeBuffer name, int flags) {
        int descriptor = LibC.openat(folder, name.address(0), flags | LibC.O_CLOEXEC);
        if (descriptor < 0 && isShortage(LibC.errno()) && shortage.getAsBoolean()) {
            descriptor = LibC.openat(folder, name.address(0), flags | LibC.O_CLOEXEC);
        }
        return descriptor;
    }

    private static boolean isShortage(int errno) {
        return errno == LibC.EMFILE || errno == LibC.ENFILE;
    }

    /** Counts the entries of a folder; those that are numbers go into the list, if there is one. */
    private boolean list(int descriptor, @Nullable PidList numbers) {
        long entries = 0;
        for (;;) {
            int got = (int) LibC.getdents64(descriptor, content.address(0), CHUNK);
            if (got < 0) {
                return failed();
            }
            if (got == 0) {
                number = entries;
                return true;
            }
            int at = 0;
            while (at < got) {
                int next = at + Short.toUnsignedInt(content.bytes().getShort(at + RECORD_LENGTH_AT));
                byte first = content.bytes().get(at + NAME_AT);
                if (first != '.') {
                    entries++;
                }
                if (numbers != null && first >= '1' && first <= '9') {
                    int id = pid(at + NAME_AT, next);
                    if (id > 0) {
                        numbers.add(id);
                    }
                }
                at = next;
            }
        }
    }

    /** The number that is written there up to a NUL or the end, or 0 if it is none. */
    private int pid(int from, int end) {
        int id = 0;
        for (int at = from; at < end; at++) {
            byte digit = content.bytes().get(at);
            if (digit == 0) {
                break;
            }
            if (digit < '0' || digit > '9') {
                return 0;
            }
            id = id * 10 + (digit - '0');
        }
        return id;
    }

    private boolean attributes(int mask) {
        return LibC.statx(rootDescriptor, path.address(0), 0, mask, content.address(0)) == 0 || failed();
    }

    private void append(int at, byte[] name) {
        path.bytes().put(at, name);
    }

    /** Writes a number into the path; returns where it ends. */
    private int number(int at, int value) {
        int digits = 1;
        for (int rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            path.bytes().put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return at + digits;
    }

    private boolean failed() {
        errno = LibC.errno();
        failure = Failures.of(errno);
        return false;
    }

    @Override
    public void close() {
        if (rootDescriptor >= 0) {
            LibC.close(rootDescriptor);
            rootDescriptor = -1;
        }
        content.close();
        path.close();
        rootPath.close();
    }
}
