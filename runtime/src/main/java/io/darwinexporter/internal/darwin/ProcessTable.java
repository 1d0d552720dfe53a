package io.darwinexporter.internal.darwin;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Records of the processes that are listed, found by pid.
 */
final class ProcessTable {

    /** Pids run to 99999, then start again at 100 ({@code bsd/kern/kern_fork.c}). */
    private static final int PIDS = 100_000;

    private final @Nullable ProcessRecord[] byPid = new @Nullable ProcessRecord[PIDS];
    private final List<ProcessRecord> records = new ArrayList<>();

    /** Whether the kernel hands out such pids. */
    static boolean isPid(int pid) {
        return pid >= 0 && pid < PIDS;
    }

    /** The record of a listed process: the one that it has, or a new one. */
    ProcessRecord see(int pid, long startNanos, int cycle) {
        ProcessRecord record = byPid[pid];
        if (record == null || record.startNanos() != startNanos) {
            record = new ProcessRecord(pid, startNanos);
            byPid[pid] = record;
            records.add(record);
        }
        record.see(cycle);
        return record;
    }

    /** Forgets processes that this collection has not listed. */
    void forgetUnseen(int cycle) {
        int kept = 0;
        for (int i = 0; i < records.size(); i++) {
            ProcessRecord record = records.get(i);
            if (record.cycle() == cycle) {
                records.set(kept++, record);
            } else if (byPid[record.pid()] == record) {
                byPid[record.pid()] = null;
            }
        }
        records.subList(kept, records.size()).clear();
    }

    int size() {
        return records.size();
    }

    ProcessRecord get(int index) {
        return records.get(index);
    }
}
