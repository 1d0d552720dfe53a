package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.netlink.GenericNetlinkMessage;
import io.darwinexporter.internal.linux.netlink.Taskstats;
import io.darwinexporter.internal.linux.netlink.TaskstatsMessage;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Scheduling of whole processes by taskstats: 32 processes are asked about at once, for a quarter of the price of a file.
 * <p>
 * The kernel adds up all threads, ended ones too: always for time on processors and waiting times; for context switches since
 * 2026 only, which {@link #keepsEndedThreads} finds out.
 */
final class WholeProcesses implements AutoCloseable {

    private static final int BATCH = 32;
    private static final int PROBE_SWITCHES = 300;

    private final TaskstatsSocket socket;
    private final CurrentCollection current;
    private final boolean givesSwitches;
    private final TaskstatsMessage message = new TaskstatsMessage();
    private final GenericNetlinkMessage error = new GenericNetlinkMessage();
    private final boolean[] answered = new boolean[BATCH];

    /** @param givesSwitches what {@link #keepsEndedThreads} found */
    WholeProcesses(TaskstatsSocket socket, CurrentCollection current, boolean givesSwitches) {
        this.socket = socket;
        this.current = current;
        this.givesSwitches = givesSwitches;
    }

    /** Asks about processes that have rows. */
    void read(ProcessList processes) {
        for (int from = 0; from < processes.size(); from += BATCH) {
            readBatch(processes, from, Math.min(BATCH, processes.size() - from));
        }
    }

    private void readBatch(ProcessList processes, int from, int count) {
        socket.beginRequests();
        int first = 0;
        for (int i = 0; i < count; i++) {
            int sequence = socket.ask(processes.get(from + i).pid);
            first = i == 0 ? sequence : first;
            answered[i] = false;
        }
        if (socket.send()) {
            receiveAnswers(processes, from, count, first);
        }
        for (int i = 0; i < count; i++) {
            if (!answered[i]) {
                failed(processes.get(from + i), ReadFailure.FAILED);
            }
        }
    }

    private void receiveAnswers(ProcessList processes, int from, int count, int firstSequence) {
        for (;;) {
            int received = socket.receive();
            if (received <= 0) {
                int errno = LibC.errno();
                // ENOBUFS: answers were lost. Those that were not are still there.
                if (errno == LibC.EINTR || errno == LibC.ENOBUFS) {
                    continue;
                }
                return;
            }
            boolean hasAnswer = message.wrap(socket.bytes(), received, socket.family()) && message.hasProcess();
            if (!hasAnswer && !(error.wrap(socket.bytes(), received) && error.isError())) {
                continue;
            }
            int index = (hasAnswer ? message.sequence() : error.sequence()) - firstSequence;
            if (index < 0 || index >= count) {
                continue;
            }
            answered[index] = true;
            KnownProcess process = processes.get(from + index);
            if (hasAnswer) {
                take(process, message.process());
            } else {
                failed(process, Failures.of(error.error()));
            }
        }
    }

    private void take(KnownProcess process, Taskstats statistics) {
        long runNanos = statistics.runNanos();
        process.runTimeTold = process.runNanos >= 0;
        process.mayHaveRun = runNanos != process.runNanos || process.mainThreadRuns || process.runningThreads > 0;
        process.runNanos = runNanos;
        // A thread that is just ending is counted twice by the kernel for a moment: later values may be smaller.
        process.runQueueWaitNanos = Math.max(process.runQueueWaitNanos, statistics.runQueueWaitNanos());
        current.set(process, Measure.RUN_QUEUE_WAIT_NANOS, process.runQueueWaitNanos);
        if (givesSwitches) {
            process.sawSwitches(statistics.voluntarySwitches(), statistics.involuntarySwitches());
            current.setSwitches(process);
        }
    }

    private void failed(KnownProcess process, ReadFailure failure) {
        process.runTimeTold = false;
        current.failed(process, MeasureKind.SCHEDULING, failure);
    }

    /**
     * Asks about one process, to see what the kernel gives.
     *
     * @throws TaskstatsUnavailableException if it gives nothing that is of use
     */
    static Taskstats ask(TaskstatsSocket socket, int pid) throws TaskstatsUnavailableException {
        TaskstatsMessage answer = new TaskstatsMessage();
        socket.beginRequests();
        socket.ask(pid);
        int received = socket.send() ? socket.receive() : 0;
        if (received > 0 && answer.wrap(socket.bytes(), received, socket.family()) && answer.hasProcess()) {
            if (answer.process().runNanos() == 0) {
                throw new TaskstatsUnavailableException("a kernel without delay accounting");
            }
            return answer.process();
        }
        GenericNetlinkMessage error = new GenericNetlinkMessage();
        if (received > 0 && error.wrap(socket.bytes(), received) && error.isError()) {
            if (Failures.of(error.error()) == ReadFailure.DENIED) {
                throw new TaskstatsUnavailableException("no CAP_NET_ADMIN");
            }
            throw new TaskstatsUnavailableException("taskstats does not answer (errno " + error.error() + ")");
        }
        throw new TaskstatsUnavailableException("taskstats of a layout that is not known");
    }

    /**
     * Whether context switches of ended threads stay in the sum of their process: a thread of this process switches many
     * times, and is gone when the sum is asked for the second time.
     */
    static boolean keepsEndedThreads(TaskstatsSocket socket, int ownPid) throws TaskstatsUnavailableException {
        SwitchingThread thread = new SwitchingThread(PROBE_SWITCHES);
        thread.switchToAndFro();
        long before = ask(socket, ownPid).contextSwitches();
        thread.end();
        return ask(socket, ownPid).contextSwitches() >= before;
    }

    @Override
    public void close() {
        socket.close();
    }
}
