package io.darwinexporter.internal.darwin;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.darwin.binding.Errno;
import io.darwinexporter.internal.darwin.binding.LibSystem;
import io.darwinexporter.internal.darwin.binding.NativeBuffer;
import io.darwinexporter.internal.snapshot.CollectionFailedException;

/**
 * The calls that a collection makes, each into its own reused memory: after a call that went well, its answer can be read
 * from the view of the same name until the next call of that kind.
 * <p>
 * Allocates nothing once its memory is large enough.
 */
final class DarwinKernel {

    static final int CTL_KERN = 1;
    static final int KERN_PROC = 14;
    static final int KERN_PROC_ALL = 0;
    static final int KERN_PROCARGS2 = 49;

    static final int PROC_PIDLISTFDS = 1;
    static final int PROC_PIDTASKALLINFO = 2;
    static final int PROC_PIDTBSDINFO = 3;
    static final int PROC_PIDUNIQIDENTIFIERINFO = 17;

    /** As argument of {@link #PROC_PIDTBSDINFO} and {@link #PROC_PIDUNIQIDENTIFIERINFO}: find zombies, too. */
    private static final long ZOMBIES_TOO = 1;

    /** {@code PROC_PIDPATHINFO_MAXSIZE}; more is refused. */
    private static final int MAX_PATH_BYTES = 4096;

    private static final int FIRST_PROCESSES = 768;
    private static final int MAX_LIST_BYTES = 256 << 20;
    private static final int FIRST_DESCRIPTORS = 1024;
    private static final int MAX_DESCRIPTOR_BYTES = 64 << 20;

    private final NativeBuffer listName = new NativeBuffer(4 * Integer.BYTES);
    private final NativeBuffer list = new NativeBuffer(FIRST_PROCESSES * KinfoProcList.SIZE);
    private final NativeBuffer length = new NativeBuffer(Long.BYTES);
    private final KinfoProcList processes = new KinfoProcList();

    private final NativeBuffer taskBytes = new NativeBuffer(ProcTaskAllInfo.SIZE);
    private final ProcTaskAllInfo task = new ProcTaskAllInfo();
    private final NativeBuffer endedBytes = new NativeBuffer(ProcBsdInfo.SIZE);
    private final ProcBsdInfo ended = new ProcBsdInfo();
    private final NativeBuffer identifierBytes = new NativeBuffer(ProcUniqueIdentifier.SIZE);
    private final ProcUniqueIdentifier identifier = new ProcUniqueIdentifier();
    private final NativeBuffer usageBytes = new NativeBuffer(RusageFlavor.V6.size());
    private final RusageInfo usage = new RusageInfo();
    private final NativeBuffer descriptorBytes = new NativeBuffer(FIRST_DESCRIPTORS * ProcFdInfoList.RECORD_SIZE);
    private int openDescriptors;
    private final NativeBuffer pathBytes = new NativeBuffer(MAX_PATH_BYTES);
    private String path = "";

    private final NativeBuffer argumentsName = new NativeBuffer(3 * Integer.BYTES);
    private final int maxArgumentBytes;
    private @Nullable NativeBuffer argumentBytes;

    /**
     * @param maxArgumentBytes the most that {@code KERN_PROCARGS2} answers with, and accepts as the size of a buffer
     */
    DarwinKernel(int maxArgumentBytes) {
        this.maxArgumentBytes = maxArgumentBytes;
        listName.bytes().putInt(0, CTL_KERN).putInt(4, KERN_PROC).putInt(8, KERN_PROC_ALL).putInt(12, 0);
        argumentsName.bytes().putInt(0, CTL_KERN).putInt(4, KERN_PROCARGS2);
        usage.wrap(usageBytes.bytes());
    }

    /** Lists all processes, of all users, zombies too, into {@link #processes()}. */
    void listProcesses() throws CollectionFailedException {
        while (LibSystem.sysctl(listName.address(), 4, list.address(), withLength(list.capacity()), 0, 0) != 0) {
            int errno = LibSystem.errno();
            if (errno != Errno.ENOMEM || list.capacity() > MAX_LIST_BYTES) {
                throw new CollectionFailedException("the processes cannot be listed: sysctl KERN_PROC_ALL, errno " + errno);
            }
            // The size that comes back with ENOMEM is 0: it does not tell how much is needed.
            list.ensureCapacity(2 * list.capacity());
        }
        long written = length.bytes().getLong(0);
        if (written < KinfoProcList.SIZE || written > list.capacity() || !processes.wrap(list.bytes(), (int) written)) {
            throw new CollectionFailedException(
                    "the processes cannot be listed: " + written + " bytes are no array of struct kinfo_proc");
        }
    }

    private long withLength(int bytes) {
        length.bytes().putLong(0, bytes);
        return length.address();
    }

    KinfoProcList processes() {
        return processes;
    }

    /** Reads names, times and counters of a living process into {@link #task()}. */
    ReadOutcome readTask(int pid) {
        int written = LibSystem.proc_pidinfo(pid, PROC_PIDTASKALLINFO, 0, taskBytes.address(), ProcTaskAllInfo.SIZE);
        if (written <= 0) {
            return ReadOutcome.ofErrno(LibSystem.errno());
        }
        return task.wrap(taskBytes.bytes(), written) ? ReadOutcome.OK : ReadOutcome.MALFORMED;
    }

    ProcTaskAllInfo task() {
        return task;
    }

    /** Reads names and times of a process, a zombie too, into {@link #ended()}. */
    ReadOutcome readEnded(int pid) {
        int written = LibSystem.proc_pidinfo(pid, PROC_PIDTBSDINFO, ZOMBIES_TOO, endedBytes.address(), ProcBsdInfo.SIZE);
        if (written <= 0) {
            return ReadOutcome.ofErrno(LibSystem.errno());
        }
        return ended.wrap(endedBytes.bytes(), written) ? ReadOutcome.OK : ReadOutcome.MALFORMED;
    }

    ProcBsdInfo ended() {
        return ended;
    }

    /** Reads the identity of a process, a zombie too, into {@link #identifier()}. */
    ReadOutcome readIdentifier(int pid) {
        int written = LibSystem.proc_pidinfo(pid, PROC_PIDUNIQIDENTIFIERINFO, ZOMBIES_TOO, identifierBytes.address(),
                ProcUniqueIdentifier.SIZE);
        if (written <= 0) {
            return ReadOutcome.ofErrno(LibSystem.errno());
        }
        return identifier.wrap(identifierBytes.bytes(), written) ? ReadOutcome.OK : ReadOutcome.MALFORMED;
    }

    ProcUniqueIdentifier identifier() {
        return identifier;
    }

    /** Reads what a process has used into {@link #usage()}; of a zombie, what it had used when it ended. */
    ReadOutcome readUsage(int pid, RusageFlavor flavor) {
        int result = LibSystem.proc_pid_rusage(pid, flavor.number(), usageBytes.address());
        return result == 0 ? ReadOutcome.OK : ReadOutcome.ofErrno(LibSystem.errno());
    }

    RusageInfo usage() {
        return usage;
    }

    /**
     * Counts the descriptors that a living process has open into {@link #openDescriptors()}.
     *
     * @param tableCapacity how many it was last known to have room for
     */
    ReadOutcome countDescriptors(int pid, int tableCapacity) {
        descriptorBytes.ensureCapacity(Math.min(ProcFdInfoList.bufferSize(tableCapacity), MAX_DESCRIPTOR_BYTES));
        while (true) {
            int size = descriptorBytes.capacity();
            // No descriptors is an answer of 0 bytes, as is a failure.
            LibSystem.clearErrno();
            int written = LibSystem.proc_pidinfo(pid, PROC_PIDLISTFDS, 0, descriptorBytes.address(), size);
            if (written <= 0) {
                int errno = LibSystem.errno();
                openDescriptors = 0;
                return errno == 0 ? ReadOutcome.OK : ReadOutcome.ofErrno(errno);
            }
            if (!ProcFdInfoList.isWhole(written)) {
                return ReadOutcome.MALFORMED;
            }
            if (!ProcFdInfoList.mayBeCut(written, size)) {
                openDescriptors = ProcFdInfoList.count(written);
                return ReadOutcome.OK;
            }
            if (size >= MAX_DESCRIPTOR_BYTES) {
                return ReadOutcome.FAILED;
            }
            descriptorBytes.ensureCapacity(2 * size);
        }
    }

    int openDescriptors() {
        return openDescriptors;
    }

    /** Reads where the executable of a living process is, of anybody's, into {@link #path()}. */
    ReadOutcome readPath(int pid) {
        int written = LibSystem.proc_pidpath(pid, pathBytes.address(), MAX_PATH_BYTES);
        if (written <= 0) {
            return ReadOutcome.ofErrno(LibSystem.errno());
        }
        path = KernelText.decode(pathBytes.bytes(), 0, Math.min(written, MAX_PATH_BYTES));
        return ReadOutcome.OK;
    }

    String path() {
        return path;
    }

    /**
     * The command line of a living process.
     *
     * @return null if it cannot be read: not permitted, gone, or not a process with a command line; the kernel does not tell
     */
    @Nullable
    List<String> readArguments(int pid) {
        NativeBuffer bytes = argumentBytes;
        if (bytes == null) {
            // Always as large as possible: with less room the kernel answers with the end of the data, and no error.
            bytes = new NativeBuffer(maxArgumentBytes);
            argumentBytes = bytes;
        }
        argumentsName.bytes().putInt(8, pid);
        int result = LibSystem.sysctl(argumentsName.address(), 3, bytes.address(), withLength(bytes.capacity()), 0, 0);
        if (result != 0) {
            return null;
        }
        long written = length.bytes().getLong(0);
        return written > bytes.capacity() ? null : ProcArgs.parse(bytes.bytes(), (int) written);
    }
}
