package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.procfs.ProcPidStat;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * What the threads of processes do. Their files are read only where there are several and one of them may have run since the
 * last collection: the others are as they were.
 */
final class RunningThreads {

    private final ProcFiles files;
    private final CurrentCollection current;
    private final ProcPidStat stat = new ProcPidStat();
    private final PidList threads = new PidList();
    private final ThreadStates ofSingleThread = new ThreadStates();

    RunningThreads(ProcFiles files, CurrentCollection current) {
        this.files = files;
        this.current = current;
    }

    void read(KnownProcess process) {
        if (process.threads > 1 && isCountDue(process) && !count(process)) {
            current.set(process, Measure.THREADS, process.threads);
            current.failed(process, MeasureKind.THREADS, files.failure());
            return;
        }
        tell(process);
    }

    private static boolean isCountDue(KnownProcess process) {
        ThreadStates states = process.threadStates;
        return states == null || process.mayHaveRun || states.total() != process.threads;
    }

    /** Tells what was read last. */
    void tell(KnownProcess process) {
        current.set(process, Measure.THREADS, process.threads);
        ThreadStates states = process.threads <= 1 ? ofSingleThread(process) : process.threadStates;
        if (states == null) {
            return;
        }
        process.runningThreads = states.running();
        current.set(process, Measure.THREADS_RUNNING, states.running());
        current.set(process, Measure.THREADS_SLEEPING, states.sleeping());
        current.set(process, Measure.THREADS_WAITING, states.waiting());
        current.set(process, Measure.THREADS_ENDED, states.ended());
        current.set(process, Measure.THREADS_OTHER, states.other());
        if (states.running() > 0) {
            current.snapshot().state(process.row, ProcessState.RUNNING);
        }
    }

    private ThreadStates ofSingleThread(KnownProcess process) {
        process.threadStates = null;
        ofSingleThread.clear();
        ofSingleThread.count(process.mainThreadState);
        return ofSingleThread;
    }

    private boolean count(KnownProcess process) {
        if (!files.listThreads(process.pid, threads)) {
            return false;
        }
        ThreadStates states = process.threadStates;
        if (states == null) {
            states = new ThreadStates();
            process.threadStates = states;
        }
        states.clear();
        for (int i = 0; i < threads.size(); i++) {
            count(process, threads.get(i), states);
        }
        return true;
    }

    private void count(KnownProcess process, int tid, ThreadStates states) {
        if (!files.readThread(process.pid, tid, ProcFiles.STAT)) {
            // Threads come and go; one that has gone does nothing.
            if (files.failure() != ReadFailure.GONE) {
                current.failed(process, MeasureKind.THREADS, files.failure());
            }
        } else if (!stat.parse(files.bytes(), files.length())) {
            current.failed(process, MeasureKind.THREADS, ReadFailure.MALFORMED);
        } else {
            states.count(stat.state());
        }
    }
}
