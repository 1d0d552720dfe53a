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

    /** @param givesSwitches what {@link #keepsEndedThreads} found */
    WholeProcesses(TaskstatsSocket socket, CurrentCollection current, boolean givesSwitches) {
        this.socket = socket;
        this.current = current;
        this.givesSwitches = givesSwitches;
    }

    /** Asks about processes. Those that are not answered have no answer of this collection. */
    void ask(ProcessList processes) {
        for (int from = 0; from < processes.size(); from += BATCH) {
            askBatch(processes, from, Math.min(BATCH, processes.size() - from));
        }
    }

    private void askBatch(ProcessList processes, int from, int count) {
        long askedNanos = System.nanoTime();
        socket.beginRequests();
        int first = 0;
        for (int i = 0; i < count; i++) {
            int sequence = socket.ask(processes.get(from + i).pid);
            first = i == 0 ? sequence : first;
        }
        if (socket.send()) {
            receiveAnswers(processes, from, count, first, askedNanos);
        }
    }

    private void receiveAnswers(ProcessList processes, int from, int count, int firstSequence, long askedNanos) {
        // The kernel has answered all before sending returned: no need to ask whether there are more.
        for (int received = 0; received < count;) {
            int length = socket.receive();
            if (length <= 0) {
                int errno = LibC.errno();
                // ENOBUFS: answers were lost. Those that were not are still there.
                if (errno == LibC.EINTR || errno == LibC.ENOBUFS) {
                    continue;
                }
                return;
            }
            boolean hasAnswer = message.wrap(socket.bytes(), length, socket.family()) && message.hasProcess();
            if (!hasAnswer && !(error.wrap(socket.bytes(), length) && error.isError())) {
                continue;
            }
            int index = (hasAnswer ? message.sequence() : error.sequence()) - firstSequence;
            if (index < 0 || index >= count) {
                continue;
            }
            received++;
            if (hasAnswer) {
                processes.get(from + index).answers.note(message.process(), current.number(), askedNanos);
            } else {
                processes.get(from + index).answers.noteFailure(Failures.of(error.error()), current.number());
            }
        }
    }

    /**
     * Takes this collection's answer about a process whose identity is sure.
     *
     * @param beforeFiles whether it was asked for before the process's files were read
     */
    void take(KnownProcess process, boolean beforeFiles) {
        SchedulingAnswers answers = process.answers;
        process.runTimeTold = answers.hasTaken();
        process.mayHaveRun = answers.tellRunTime() || process.mainThreadRuns || process.runningThreads > 0;
        answers.take(beforeFiles);
        // A thread that is just ending is counted twice by the kernel for a moment: later values may be smaller.
        process.runQueueWaitNanos = Math.max(process.runQueueWaitNanos, answers.runQueueWaitNanos());
        if (givesSwitches) {
            process.sawSwitches(answers.voluntarySwitches(), answers.involuntarySwitches());
        }
    }

    /** Tells what was taken. */
    void tell(KnownProcess process) {
        current.set(process, Measure.RUN_QUEUE_WAIT_NANOS, process.runQueueWaitNanos);
        if (givesSwitches) {
            current.setSwitches(process);
        }
    }

    /** Counts that a process, asked about last of all, was not answered. */
    void countFailure(KnownProcess process) {
        process.runTimeTold = false;
        current.failed(process, MeasureKind.SCHEDULING, process.answers.failureOf(current.number()));
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
