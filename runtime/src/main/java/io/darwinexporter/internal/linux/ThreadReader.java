package io.darwinexporter.internal.linux;

import java.util.Set;

import io.darwinexporter.internal.linux.procfs.ProcPidIo;
import io.darwinexporter.internal.linux.procfs.ProcPidSchedstat;
import io.darwinexporter.internal.linux.procfs.ProcPidStat;
import io.darwinexporter.internal.linux.procfs.ProcPidStatus;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.ThreadBuffer;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * The threads of a process one by one: names, CPU time and faults from {@code task/TID/stat}, disk bytes from its {@code io},
 * context switches from its {@code status}.
 * <p>
 * Most threads sleep. A process of which no thread has run since the last collection, as taskstats tell, is not looked at; of
 * a thread {@code schedstat} is read first, the cheapest of the four files, and no other if it shows the same as last time.
 * All are read now and then, as a thread may be renamed by another while it sleeps.
 * <p>
 * {@code stat} is read although {@link RunningThreads} may have read it shortly before: only what is read after
 * {@code schedstat} is sure to have all of the time that this tells. An older one would lack what a thread did in between, and
 * the thread would not be read again until it runs.
 */
final class ThreadReader {

    private final ProcFiles files;
    private final CurrentCollection current;
    private final long tickNanos;
    private final boolean cpu;
    private final boolean disk;
    private final boolean faults;
    private final boolean scheduling;

    private final ProcPidSchedstat schedstat = new ProcPidSchedstat();
    private final ProcPidStat stat = new ProcPidStat();
    private final ProcPidIo io = new ProcPidIo();
    private final ProcPidStatus status = new ProcPidStatus();
    private final ThreadNames names = new ThreadNames();
    private final PidList threads = new PidList();
    /** Whether the kernel has that file, and whether the last thread that was asked for it did not have it. */
    private boolean hasSchedstat = true;
    private boolean schedstatMissing;

    /** @param wanted what is read of threads */
    ThreadReader(ProcFiles files, CurrentCollection current, Set<ThreadCounter> wanted, long tickNanos) {
        this.files = files;
        this.current = current;
        this.tickNanos = tickNanos;
        cpu = wanted.contains(ThreadCounter.CPU_USER_NANOS);
        disk = wanted.contains(ThreadCounter.DISK_READ_BYTES);
        faults = wanted.contains(ThreadCounter.MINOR_FAULTS);
        scheduling = wanted.contains(ThreadCounter.VOLUNTARY_SWITCHES);
    }

    /** Tells the threads of a process that has a row. */
    void read(KnownProcess process, ThreadBuffer into) {
        ThreadRunTimes runTimes = process.threadRunTimesOrNew();
        boolean followed = runTimes.areOf(current.number() - 1) && !current.isTurnOf(process);
        if (followed && process.hasNotRun()) {
            runTimes.keepFor(current.number());
            into.keepProcess(process.row);
            return;
        }
        if (!list(process)) {
            if (files.failure() != ReadFailure.GONE) {
                current.failed(process, MeasureKind.THREADS, files.failure());
                into.keepProcess(process.row);
            }
            return;
        }
        into.addProcess(process.row);
        runTimes.begin(current.number(), threads.size());
        for (int i = 0; i < threads.size(); i++) {
            if (!read(process, threads.get(i), runTimes, followed, into)) {
                into.removeLastProcess();
                break;
            }
        }
        runTimes.end();
    }

    /** A process with one thread needs no list. */
    private boolean list(KnownProcess process) {
        if (process.threads != 1) {
            return files.listThreads(process.pid, threads);
        }
        threads.clear();
        threads.add(process.pid);
        return true;
    }

    /** Reads one thread. Returns false if the process has gone and its pid is another's. */
    private boolean read(KnownProcess process, int tid, ThreadRunTimes runTimes, boolean followed, ThreadBuffer into) {
        long runNanos = runNanos(process.pid, tid);
        if (followed && runNanos > 0 && runNanos == runTimes.last(tid)) {
            runTimes.add(tid, runNanos);
            into.keepThread(tid);
            return true;
        }
        if (!files.readThread(process.pid, tid, ProcFiles.STAT)) {
            // Threads come and go: one that has gone is no failure.
            if (files.failure() != ReadFailure.GONE) {
                keep(process, tid, files.failure(), runTimes, into);
            }
            return true;
        }
        if (!stat.parse(files.bytes(), files.length())) {
            keep(process, tid, ReadFailure.MALFORMED, runTimes, into);
            return true;
        }
        hasSchedstat &= !schedstatMissing;
        if (tid == process.pid && stat.startTicks() != process.startTicks) {
            return false;
        }
        int thread = into.addThread(tid, stat.startTicks() * tickNanos,
                names.of(files.bytes(), stat.commandStart(), stat.commandEnd()));
        setFromStat(thread, into);
        boolean whole = readDisk(process, tid, thread, into) & readSwitches(process, tid, thread, into);
        runTimes.add(tid, whole ? runNanos : ThreadRunTimes.UNKNOWN);
        return true;
    }

    /** The time that a thread has run, or {@link ThreadRunTimes#UNKNOWN}. */
    private long runNanos(int pid, int tid) {
        if (!hasSchedstat) {
            return ThreadRunTimes.UNKNOWN;
        }
        boolean read = files.readThread(pid, tid, ProcFiles.SCHEDSTAT);
        schedstatMissing = !read && files.failure() == ReadFailure.GONE;
        return read && schedstat.parse(files.bytes(), files.length()) ? schedstat.runNanos() : ThreadRunTimes.UNKNOWN;
    }

    private void keep(KnownProcess process, int tid, ReadFailure failure, ThreadRunTimes runTimes, ThreadBuffer into) {
        current.failed(process, MeasureKind.THREADS, failure);
        runTimes.add(tid, ThreadRunTimes.UNKNOWN);
        into.keepThread(tid);
    }

    private void setFromStat(int thread, ThreadBuffer into) {
        if (cpu) {
            into.set(thread, ThreadCounter.CPU_USER_NANOS, stat.userTicks() * tickNanos);
            into.set(thread, ThreadCounter.CPU_SYSTEM_NANOS, stat.systemTicks() * tickNanos);
        }
        if (faults) {
            into.set(thread, ThreadCounter.MINOR_FAULTS, stat.minorFaults());
            into.set(thread, ThreadCounter.MAJOR_FAULTS, stat.majorFaults());
        }
    }

    /** Returns false if it should be tried again though the thread does not run. */
    private boolean readDisk(KnownProcess process, int tid, int thread, ThreadBuffer into) {
        // What may not be read of the process may not be read of its threads, and was counted there.
        if (!disk || process.ioDenied) {
            return true;
        }
        if (!files.readThread(process.pid, tid, ProcFiles.IO)) {
            return notRead(process, MeasureKind.DISK, files.failure());
        }
        if (!io.parse(files.bytes(), files.length())) {
            return notRead(process, MeasureKind.DISK, ReadFailure.MALFORMED);
        }
        into.set(thread, ThreadCounter.DISK_READ_BYTES, io.readBytes());
        into.set(thread, ThreadCounter.DISK_WRITE_BYTES, io.writeBytes());
        return true;
    }

    /** As {@link #readDisk}. */
    private boolean readSwitches(KnownProcess process, int tid, int thread, ThreadBuffer into) {
        if (!scheduling) {
            return true;
        }
        if (!files.readThread(process.pid, tid, ProcFiles.STATUS)) {
            return notRead(process, MeasureKind.SCHEDULING, files.failure());
        }
        if (!status.parse(files.bytes(), files.length())) {
            return notRead(process, MeasureKind.SCHEDULING, ReadFailure.MALFORMED);
        }
        into.set(thread, ThreadCounter.VOLUNTARY_SWITCHES, status.voluntarySwitches());
        into.set(thread, ThreadCounter.INVOLUNTARY_SWITCHES, status.involuntarySwitches());
        return true;
    }

    private boolean notRead(KnownProcess process, MeasureKind kind, ReadFailure failure) {
        if (failure != ReadFailure.GONE) {
            current.failed(process, kind, failure);
        }
        return false;
    }
}
