package io.darwinexporter.internal.linux;

import java.util.Arrays;

import io.darwinexporter.internal.linux.procfs.ProcPidStatus;
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
        if (!process.switchesRead || !process.hasNotRun()) {
            process.switchesRead = process.threads <= 1 && process.threadCounts == null ? readMain(process)
                    : readThreads(process);
        }
        tell(process);
    }

    /** Tells what was read last, if it was. */
    void tell(KnownProcess process) {
        if (process.switchesRead) {
            current.setSwitches(process);
        }
    }

    private boolean readMain(KnownProcess process) {
        if (!statusFiles.readOnce(process)) {
            current.failed(process, MeasureKind.SCHEDULING, statusFiles.failure());
            return false;
        }
        process.sawSwitches(process.mainThreadVoluntarySwitches, process.mainThreadInvoluntarySwitches);
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
        boolean whole = true;
        for (int i = 0; i < threads.size(); i++) {
            whole &= readThread(process, counts, threads.get(i));
        }
        counts.end();
        process.sawSwitches(counts.voluntary(), counts.involuntary());
        return whole;
    }

    /** Returns false if the thread lives and has never been read, so that the sum lacks it. */
    private boolean readThread(KnownProcess process, Counts counts, int tid) {
        ReadFailure failure;
        if (!files.readThread(process.pid, tid, ProcFiles.STATUS)) {
            failure = files.failure();
        } else if (!status.parse(files.bytes(), files.length())) {
            failure = ReadFailure.MALFORMED;
        } else {
            counts.add(tid, status.voluntarySwitches(), status.involuntarySwitches());
            return true;
        }
        if (failure == ReadFailure.GONE) {
            return true;
        }
        current.failed(process, MeasureKind.SCHEDULING, failure);
        return counts.keep(tid);
    }

    /** The last counts of each living thread of one process, and the sums of those that have ended. */
    static final class Counts {

        private int[] tids = new int[0];
        private long[] voluntary = new long[0];
        private long[] involuntary = new long[0];
        private int size;
        private int[] nextTids = new int[0];
        private long[] nextVoluntary = new long[0];
        private long[] nextInvoluntary = new long[0];
        private int nextSize;
        private int position;
        private long endedVoluntary;
        private long endedInvoluntary;

        /** Before the living threads are told in the order of their numbers. */
        void begin(int threads) {
            if (nextTids.length < threads) {
                int room = threads + threads / 2;
                nextVoluntary = Arrays.copyOf(nextVoluntary, room);
                nextInvoluntary = Arrays.copyOf(nextInvoluntary, room);
                // Last, as it is asked how much room there is, also after memory has run out above.
                nextTids = Arrays.copyOf(nextTids, room);
            }
            nextSize = 0;
            position = 0;
        }

        /** Tells the counts of a living thread. */
        void add(int tid, long voluntaryNow, long involuntaryNow) {
            if (isKnown(tid)) {
                if (voluntaryNow < voluntary[position] || involuntaryNow < involuntary[position]) {
                    // Another thread, which was given the number of one that has ended.
                    leave();
                }
                position++;
            }
            next(tid, voluntaryNow, involuntaryNow);
        }

        /** Tells that a thread lives whose counts cannot be read now; returns whether they were read before. */
        boolean keep(int tid) {
            if (!isKnown(tid)) {
                return false;
            }
            next(tid, voluntary[position], involuntary[position]);
            position++;
            return true;
        }

        /** After the last living thread: the sums are known. */
        void end() {
            isKnown(Integer.MAX_VALUE);
            int[] oldTids = tids;
            long[] oldVoluntary = voluntary;
            long[] oldInvoluntary = involuntary;
            tids = nextTids;
            voluntary = nextVoluntary;
            involuntary = nextInvoluntary;
            size = nextSize;
            nextTids = oldTids;
            nextVoluntary = oldVoluntary;
            nextInvoluntary = oldInvoluntary;
        }

        /** Voluntary switches of all threads, ended ones too. */
        long voluntary() {
            return endedVoluntary + sum(voluntary);
        }

        /** Involuntary switches of all threads, ended ones too. */
        long involuntary() {
            return endedInvoluntary + sum(involuntary);
        }

        private long sum(long[] ofThreads) {
            long sum = 0;
            for (int i = 0; i < size; i++) {
                sum += ofThreads[i];
            }
            return sum;
        }

        /** Moves to a thread, past those that have ended. */
        private boolean isKnown(int tid) {
            while (position < size && tids[position] < tid) {
                leave();
                position++;
            }
            return position < size && tids[position] == tid;
        }

        private void leave() {
            endedVoluntary += voluntary[position];
            endedInvoluntary += involuntary[position];
        }

        private void next(int tid, long voluntaryNow, long involuntaryNow) {
            nextTids[nextSize] = tid;
            nextVoluntary[nextSize] = voluntaryNow;
            nextInvoluntary[nextSize] = involuntaryNow;
            nextSize++;
        }
    }
}
