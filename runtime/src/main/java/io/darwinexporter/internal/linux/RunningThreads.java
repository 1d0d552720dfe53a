package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.procfs.ProcPidStat;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Threads that run or are runnable. The files of threads are read only where there are several and one of them may have run
 * since the last collection: the rest sleep.
 */
final class RunningThreads {

    private static final char RUNNABLE = 'R';

    private final ProcFiles files;
    private final CurrentCollection current;
    private final ProcPidStat stat = new ProcPidStat();
    private final PidList threads = new PidList();

    RunningThreads(ProcFiles files, CurrentCollection current) {
        this.files = files;
        this.current = current;
    }

    void read(KnownProcess process) {
        if (process.threads <= 1) {
            process.runningThreads = process.mainThreadRuns ? 1 : 0;
        } else if (!process.mayHaveRun) {
            process.runningThreads = 0;
        } else if (!count(process)) {
            current.set(process, Measure.THREADS, process.threads);
            current.failed(process, MeasureKind.THREADS, files.failure());
            return;
        }
        tell(process);
    }

    /** Tells what was read last. */
    void tell(KnownProcess process) {
        current.set(process, Measure.THREADS, process.threads);
        current.set(process, Measure.THREADS_RUNNING, process.runningThreads);
        if (process.runningThreads > 0) {
            current.snapshot().state(process.row, ProcessState.RUNNING);
        }
    }

    private boolean count(KnownProcess process) {
        if (!files.listThreads(process.pid, threads)) {
            return false;
        }
        int running = 0;
        for (int i = 0; i < threads.size(); i++) {
            if (!files.readThread(process.pid, threads.get(i), ProcFiles.STAT)) {
                // Threads come and go; one that has gone does not run.
                if (files.failure() != ReadFailure.GONE) {
                    current.failed(process, MeasureKind.THREADS, files.failure());
                }
            } else if (!stat.parse(files.bytes(), files.length())) {
                current.failed(process, MeasureKind.THREADS, ReadFailure.MALFORMED);
            } else if (stat.state() == RUNNABLE) {
                running++;
            }
        }
        process.runningThreads = running;
        return true;
    }
}
