package io.darwinexporter.internal.linux;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.network.SocketOwner;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessState;

/**
 * What is kept of a process between collections: what rarely changes, and the last values where the next depend on them.
 * One instance for each identity, (pid, start time). Belongs to the collecting thread.
 */
final class KnownProcess {

    /** Of the hash function FNV-1a with 64 bits. */
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    final int pid;
    final long startTicks;
    final long startNanos;

    /** The last collection whose listing had this process. */
    long listedIn;
    /** The time of the last listing after which this process was seen alive. */
    long aliveAtNanos;
    /** Its row in the current snapshot. */
    int row;
    /** How it was when its files were read last. */
    ProcessState state = ProcessState.UNKNOWN;
    /** Whether something of it could not be read the last time, other than for want of permission. */
    boolean incomplete;
    /** Whether all that is wanted of it was read when it was last tried. */
    boolean measured;
    /** Whether this collection has proof that it has not run since the last. */
    boolean idle;
    /** How many collections in a row have read its files. */
    int readings;
    /** The last collection that had to read its files for more than its turn. */
    long neededIn;
    /** Its files that are kept open; null for none. */
    @Nullable
    KeptDescriptors kept;
    /** Whether it is a thread of the kernel. */
    boolean kernelThread;

    boolean accepted;
    /** Whether the first seconds, in which a program often replaces another, are over and were looked at. */
    boolean settled;
    /** Which wish for facts it was last read for. */
    int readForWish;
    /** Tells one program from the next; see {@link io.darwinexporter.internal.linux.procfs.ProcPidStat#stackStart()}. */
    long stackStart;
    private byte[] command = new byte[0];
    private long commandLineDigest;
    /** How much of the command line was read, and what that takes: see {@link CommandLineRoom}. */
    int commandLineLength;
    int commandLineBytes;
    /** The first word of the command line, where that was read. */
    String program = "";
    ProcessDescription description = ProcessDescription.NOTHING;
    int parentPid;
    long userId = -1;
    long groupId = -1;

    /** The last collection that read the status file; 0 before the first. */
    long statusReadIn;
    /** Whose it was then: taken over into its facts at the next collection at the latest. */
    long statusUserId;
    long statusGroupId;
    long sharedMemoryBytes;
    long swapBytes;
    long mainThreadVoluntarySwitches;
    long mainThreadInvoluntarySwitches;
    /** Whether memory has moved since the status file was read, which could not be read again. */
    boolean isStatusOld;
    /** Below 0 where it is not known. */
    long proportionalBytes = -1;
    long proportionalSwapBytes;
    long sizePages;
    long residentPages = -1;
    long sharedPages = -1;

    long threads;
    /** Whether the main thread has ended while others live. */
    boolean mainThreadEnded;
    boolean mainThreadRuns;
    /** One letter, as in its stat file. */
    char mainThreadState;
    int runningThreads = -1;
    /** The states of all threads when they were looked at last; null before that, and where one thread is all there is. */
    @Nullable
    ThreadStates threadStates;

    long userNanos;
    long systemNanos;
    long minorFaults;
    long pageIns;
    long childrenUserNanos;
    long childrenSystemNanos;
    long childrenFaults;
    long childrenPageIns;
    long priority;
    long readBytes;
    long writeBytes;
    /** Whether the context switches of all its threads were read when that was last tried. */
    boolean switchesRead;
    long voluntarySwitches;
    long involuntarySwitches;
    long runQueueWaitNanos;
    /** What taskstats has told. */
    final SchedulingAnswers answers = new SchedulingAnswers();
    /** Whether this collection was told the time on processors, and the one before, too. */
    boolean runTimeTold;
    /** Whether it may have run since the last collection. */
    boolean mayHaveRun;
    ThreadBaselines.@Nullable Counts threadCounts;

    long openDescriptors;
    /** The soft limit of descriptors; 0 while it is not known, below 0 if there is none. */
    long descriptorLimit;
    boolean ioDenied;
    boolean descriptorsDenied;
    boolean limitDenied;
    /** Whether its end has been told by an event, so that what a zombie shows is counted already. */
    boolean endReported;
    /** Who had the pid before, if that ended since the last collection: its end may still be told. */
    @Nullable
    KnownProcess predecessor;

    private @Nullable SocketOwner socketOwner;
    private @Nullable ThreadRunTimes threadRunTimes;

    KnownProcess(int pid, long startTicks, long startNanos) {
        this.pid = pid;
        this.startTicks = startTicks;
        this.startNanos = startNanos;
    }

    /** What its sockets carry; first asked for where traffic is counted. */
    SocketOwner socketOwner() {
        SocketOwner owner = socketOwner;
        if (owner == null) {
            owner = new SocketOwner(pid, startNanos);
            socketOwner = owner;
        }
        return owner;
    }

    /** What is known of its threads; first asked for where they are told apart. */
    ThreadRunTimes threadRunTimesOrNew() {
        ThreadRunTimes times = threadRunTimes;
        if (times == null) {
            times = new ThreadRunTimes();
            threadRunTimes = times;
        }
        return times;
    }

    /** Whether the kernel has told that no thread of it has run since the last collection. */
    boolean hasNotRun() {
        return runTimeTold && !mayHaveRun;
    }

    /** Takes over totals of context switches; they never fall, whatever the kernel says. */
    void sawSwitches(long voluntary, long involuntary) {
        voluntarySwitches = Math.max(voluntarySwitches, voluntary);
        involuntarySwitches = Math.max(involuntarySwitches, involuntary);
    }

    /** Whether it has been found out whose it is. */
    boolean hasUser() {
        return userId >= 0;
    }

    boolean hasCommand(byte[] bytes, int from, int to) {
        return Arrays.equals(command, 0, command.length, bytes, from, to);
    }

    void command(byte[] bytes, int from, int to) {
        command = Arrays.copyOfRange(bytes, from, to);
    }

    /** Whether the command line is another than the last that was asked about; it is remembered by its digest. */
    boolean commandLineIsNew(byte[] bytes, int length) {
        long digest = FNV_OFFSET;
        for (int i = 0; i < length; i++) {
            digest = (digest ^ bytes[i]) * FNV_PRIME;
        }
        boolean isNew = digest != commandLineDigest;
        commandLineDigest = digest;
        return isNew;
    }

    /** The next command line is taken for a new one. */
    void forgetCommandLine() {
        commandLineDigest = 0;
    }

    byte[] command() {
        return command;
    }
}
