package io.darwinexporter.internal.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.linux.netlink.GenericNetlinkMessage;
import io.darwinexporter.internal.linux.netlink.Taskstats;
import io.darwinexporter.internal.linux.netlink.TaskstatsMessage;
import io.darwinexporter.internal.linux.network.Threads;

/**
 * Hears from the kernel of each process that ends, with what it has used: taskstats sends a message for each task that ends,
 * to those who listen on its processor.
 * <p>
 * A thread of its own moves messages out of the socket, whose room is limited, into a queue, which is limited too; what does
 * not fit is counted. The collecting thread takes over what is still in the socket and then empties the queue, so that the end
 * of a process is known once its folder in procfs is gone.
 */
final class ExitEvents implements AutoCloseable {

    private static final Path POSSIBLE_PROCESSORS = Path.of("/sys/devices/system/cpu/possible");
    /** At some 1,300 bytes a message in the kernel, room for 6,000. */
    private static final int SOCKET_BYTES = 8 * 1024 * 1024;
    private static final int LARGEST_QUEUE = 32 * 1024;
    /** Mostly they are followed by the end of the process within the millisecond; only some programs live on without. */
    private static final int MOST_ENDED_MAIN_THREADS = 4 * 1024;
    /** How long messages gather before they are moved: rather few wake-ups than quick ones. */
    private static final long GATHER_MILLIS = 50;
    private static final int FOREVER = -1;
    /** The news of an end comes at once; this is for a host that has no time for us. */
    private static final long LONGEST_WAIT_MILLIS = 1000;
    private static final int POLL_STEP_MILLIS = 100;

    private static final int POLL_SOCKET_AT = 0;
    private static final int POLL_CLOSING_AT = LibC.POLLFD_BYTES;
    private static final int INT_VALUE_AT = 2 * LibC.POLLFD_BYTES;
    private static final int INT_SIZE_AT = INT_VALUE_AT + 64;
    private static final int SCRATCH_BYTES = INT_SIZE_AT + Integer.BYTES;

    private final TaskstatsSocket socket;
    private final boolean kernelThreads;
    private final boolean keepsEndedThreads;
    private final TaskstatsMessage message = new TaskstatsMessage();
    private final NativeBuffer scratch = new NativeBuffer(SCRATCH_BYTES);
    private final Clocks clocks = new Clocks();
    private final int closing;
    private final Thread thread = new Thread(this::moveMessages, "darwin-exporter-exits");

    /** Guards everything below, and the socket: two threads use them. */
    private final Object lock = new Object();
    private final ArrayDeque<ProcessEnd> queue = new ArrayDeque<>();
    /** Commands of processes whose main thread has ended before others, by pid. */
    private final Map<Integer, String> endedMainThreads = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
            return size() > MOST_ENDED_MAIN_THREADS;
        }
    };
    private long overflowed;
    private long dropsTold;
    private boolean closed;

    private ExitEvents(TaskstatsSocket socket, boolean kernelThreads, boolean keepsEndedThreads) {
        this.socket = socket;
        this.kernelThreads = kernelThreads;
        this.keepsEndedThreads = keepsEndedThreads;
        closing = LibC.eventfd(0, LibC.EFD_CLOEXEC);
        thread.setDaemon(true);
    }

    /**
     * Begins to listen.
     *
     * @param keepsEndedThreads whether the kernel's sums of context switches contain those of ended threads
     * @throws TaskstatsUnavailableException if the kernel does not allow it: not from within a pid namespace, for instance
     */
    static ExitEvents open(boolean kernelThreads, boolean keepsEndedThreads) throws TaskstatsUnavailableException {
        ExitEvents events = new ExitEvents(TaskstatsSocket.open(), kernelThreads, keepsEndedThreads);
        try {
            events.listen();
        } catch (TaskstatsUnavailableException e) {
            events.release();
            throw e;
        }
        events.thread.start();
        return events;
    }

    private void listen() throws TaskstatsUnavailableException {
        String processors;
        try {
            processors = Files.readString(POSSIBLE_PROCESSORS).trim();
        } catch (IOException e) {
            throw new TaskstatsUnavailableException(POSSIBLE_PROCESSORS + " cannot be read");
        }
        if (closing < 0) {
            throw new TaskstatsUnavailableException("no eventfd");
        }
        scratch.bytes().putInt(INT_VALUE_AT, SOCKET_BYTES);
        LibC.setsockopt(socket.descriptor(), LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, scratch.address(INT_VALUE_AT),
                Integer.BYTES);
        socket.beginRequests();
        int request = socket.listen(processors);
        if (!socket.send()) {
            throw new TaskstatsUnavailableException("netlink does not take requests (errno " + LibC.errno() + ")");
        }
        GenericNetlinkMessage answer = new GenericNetlinkMessage();
        // Only a refusal is answered. What else is there already are the first news, of before the first collection.
        for (int received = socket.receive(); received > 0; received = socket.receive()) {
            if (answer.wrap(socket.bytes(), received) && answer.isError() && answer.sequence() == request) {
                throw new TaskstatsUnavailableException("listening is refused (errno " + answer.error() + ")");
            }
        }
        scratch.bytes().putInt(POLL_SOCKET_AT, socket.descriptor()).putShort(POLL_SOCKET_AT + 4, LibC.POLLIN);
        scratch.bytes().putInt(POLL_CLOSING_AT, closing).putShort(POLL_CLOSING_AT + 4, LibC.POLLIN);
        if (!hearsOfAnEnd()) {
            throw new TaskstatsUnavailableException("no news of ends arrives, as is so in a network namespace of its own");
        }
    }

    /** Ends a thread of this program and waits for the news: the kernel sends it to the first network namespace only. */
    private boolean hearsOfAnEnd() {
        SwitchingThread probe = new SwitchingThread(0);
        probe.switchToAndFro();
        probe.end();
        long waitedUntil = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
        do {
            for (int received = socket.receive(); received > 0; received = socket.receive()) {
                if (message.wrap(socket.bytes(), received, socket.family()) && message.hasTask()) {
                    return true;
                }
            }
            LibC.poll(scratch.address(POLL_SOCKET_AT), 1, POLL_STEP_MILLIS);
        } while (System.nanoTime() - waitedUntil < 0);
        return false;
    }

    /** The next process that has ended, in order, or null. {@link #receiveAll()} comes before the first. */
    @Nullable
    ProcessEnd next() {
        synchronized (lock) {
            return queue.poll();
        }
    }

    /** Takes over what the kernel has sent so far. */
    void receiveAll() {
        synchronized (lock) {
            if (!closed) {
                takeMessages();
            }
        }
    }

    /** Messages lost since this was last asked; those of single threads are among them, as nobody can tell any more. */
    long takeLost() {
        synchronized (lock) {
            long drops = closed ? dropsTold : drops();
            long lost = drops - dropsTold + overflowed;
            dropsTold = drops;
            overflowed = 0;
            return lost;
        }
    }

    private long drops() {
        scratch.bytes().putInt(INT_SIZE_AT, INT_SIZE_AT - INT_VALUE_AT);
        if (LibC.getsockopt(socket.descriptor(), LibC.SOL_SOCKET, LibC.SO_MEMINFO, scratch.address(INT_VALUE_AT),
                scratch.address(INT_SIZE_AT)) < 0) {
            return dropsTold;
        }
        return Integer.toUnsignedLong(scratch.bytes().getInt(INT_VALUE_AT + LibC.SK_MEMINFO_DROPS * Integer.BYTES));
    }

    private void moveMessages() {
        for (;;) {
            LibC.poll(scratch.address(0), 2, FOREVER);
            synchronized (lock) {
                if (closed) {
                    return;
                }
                takeMessages();
            }
            try {
                Thread.sleep(GATHER_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void takeMessages() {
        long now = clocks.sinceBootNanos();
        for (;;) {
            int received = socket.receive();
            if (received > 0) {
                take(received, now);
            } else {
                int errno = LibC.errno();
                // ENOBUFS tells that messages were dropped, which the socket counts itself, and those that were not follow.
                if (errno != LibC.ENOBUFS && errno != LibC.EINTR) {
                    return;
                }
            }
        }
    }

    private void take(int received, long now) {
        if (!message.wrap(socket.bytes(), received, socket.family()) || !message.hasTask()) {
            return;
        }
        Taskstats task = message.task();
        if (task.isKernelThread() && !kernelThreads) {
            return;
        }
        if (!task.isEndOfProcess()) {
            if (task.taskId() == task.processId()) {
                endedMainThreads.put(task.processId(), task.command());
            }
            return;
        }
        if (queue.size() >= LARGEST_QUEUE) {
            overflowed++;
            return;
        }
        queue.add(message.hasProcess() ? endOfSeveralThreads(task, message.process(), now) : endOfSingleThread(task, now));
    }

    private ProcessEnd endOfSingleThread(Taskstats task, long now) {
        return end(task, task.taskId(), task.command(), task, now, true);
    }

    private ProcessEnd endOfSeveralThreads(Taskstats task, Taskstats process, long now) {
        // The last thread bears the name of the process only if it is the main one.
        String command = endedMainThreads.remove(message.pid());
        return end(task, message.pid(), command == null ? task.command() : command, process, now, false);
    }

    private ProcessEnd end(Taskstats task, int pid, String command, Taskstats totals, long now, boolean single) {
        boolean tellsSwitches = single || keepsEndedThreads;
        // Before 2026 the kernel had no such times for a process; those of its last thread must do for the shares then.
        Taskstats shares = totals.userNanos() + totals.systemNanos() > 0 ? totals : task;
        return new ProcessEnd(pid, task.parentPid(), now, task.processElapsedNanos(), command, task.userId(),
                task.groupId(), totals.runNanos(), shares.userNanos(), shares.systemNanos(), totals.runQueueWaitNanos(),
                tellsSwitches ? totals.voluntarySwitches() : 0, tellsSwitches ? totals.involuntarySwitches() : 0, single,
                task.minorFaults(), task.majorFaults(), task.readBytes(), task.writeBytes());
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        scratch.bytes().putLong(INT_VALUE_AT, 1);
        LibC.write(closing, scratch.address(INT_VALUE_AT), Long.BYTES);
        thread.interrupt();
        Threads.awaitEnd(thread);
        release();
    }

    private void release() {
        socket.close();
        if (closing >= 0) {
            LibC.close(closing);
        }
        scratch.close();
        clocks.close();
    }
}
