package io.darwinexporter.internal.linux;

import java.util.Arrays;

import io.darwinexporter.internal.linux.procfs.ProcPidStatus;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Context switches where the kernel does not keep those of ended threads: the status file of each thread, and what ended
 * threads had when they were seen last. Switches of threads that began and ended between two collections are not seen.
 * <p>
 * A process with one thread needs its own status file only.
 */
final class ThreadBaselines {

    private final ProcFiles files;
    private final StatusFiles statusFiles;
    private final CurrentCollection current;
    private final ProcPidStatus status = new ProcPidStatus();
    private final PidList threads = new PidList();

    ThreadBaselines(ProcFiles files, StatusFiles statusFiles, CurrentCollection current) {
        this.files = files;
        this.statusFiles = statusFiles;
        this.current = current;
    }

    void read(KnownProcess process) {
        boolean read = process.hasNotRun() || (process.threads <= 1 && process.threadCounts == null ? readMain(process)
                : readThreads(process));
        if (read) {
            tell(process);
        }
    }

    /** Tells what was read last. */
    void tell(KnownProcess process) {
        current.set(process, Measure.CONTEXT_SWITCHES, process.contextSwitches);
    }

    private boolean readMain(KnownProcess process) {
        if (!statusFiles.readOnce(process)) {
            current.failed(process, MeasureKind.SCHEDULING, statusFiles.failure());
            return false;
        }
        process.contextSwitches = Math.max(process.contextSwitches, process.mainThreadSwitches);
        return true;
    }

    private boolean readThreads(KnownProcess process) {
        if (!files.listThreads(process.pid, threads)) {
            current.failed(process, MeasureKind.SCHEDULING, files.failure());
            return false;
        }
        Counts counts = process.threadCounts;
        if (counts == null) {
            counts = new Counts();
            process.threadCounts = counts;
        }
        counts.begin(threads.size());
        for (int i = 0; i < threads.size(); i++) {
            readThread(process, counts, threads.get(i));
        }
        process.contextSwitches = Math.max(process.contextSwitches, counts.end());
        return true;
    }

    private void readThread(KnownProcess process, Counts counts, int tid) {
        ReadFailure failure;
        if (!files.readThread(process.pid, tid, ProcFiles.STATUS)) {
            failure = files.failure();
        } else if (!status.parse(files.bytes(), files.length())) {
            failure = ReadFailure.MALFORMED;
        } else {
            counts.add(tid, status.contextSwitches());
            return;
        }
        if (failure != ReadFailure.GONE) {
            current.failed(process, MeasureKind.SCHEDULING, failure);
            counts.keep(tid);
        }
    }

    /** The last count of each living thread of one process, and the sum of those that have ended. */
    static final class Counts {

        private int[] tids = new int[0];
        private long[] values = new long[0];
        private int size;
        private int[] nextTids = new int[0];
        private long[] nextValues = new long[0];
        private int nextSize;
        private int position;
        private long ended;

        /** Before the living threads are told in the order of their numbers. */
        void begin(int threads) {
            if (nextTids.length < threads) {
                nextTids = Arrays.copyOf(nextTids, threads + threads / 2);
                nextValues = Arrays.copyOf(nextValues, nextTids.length);
            }
            nextSize = 0;
            position = 0;
        }

        /** Tells the count of a living thread. */
        void add(int tid, long value) {
            if (isKnown(tid)) {
                if (value < values[position]) {
                    // Another thread, which was given the number of one that has ended.
                    ended += values[position];
                }
                position++;
            }
            next(tid, value);
        }

        /** Tells that a thread lives whose count cannot be read now. */
        void keep(int tid) {
            if (isKnown(tid)) {
                next(tid, values[position]);
                position++;
            }
        }

        /** After the last living thread. Returns the sum over all threads, ended ones too. */
        long end() {
            isKnown(Integer.MAX_VALUE);
            int[] oldTids = tids;
            long[] oldValues = values;
            tids = nextTids;
            values = nextValues;
            size = nextSize;
            nextTids = oldTids;
            nextValues = oldValues;
            long sum = ended;
            for (int i = 0; i < size; i++) {
                sum += values[i];
            }
            return sum;
        }

        /** Moves to a thread, past those that have ended. */
        private boolean isKnown(int tid) {
            while (position < size && tids[position] < tid) {
                ended += values[position];
                position++;
            }
            return position < size && tids[position] == tid;
        }

        private void next(int tid, long value) {
            nextTids[nextSize] = tid;
            nextValues[nextSize] = value;
            nextSize++;
        }
    }
}
