package io.darwinexporter.internal.linux.netlink;

import java.nio.ByteBuffer;

/**
 * A message of the taskstats family: the answer to a request, or the news that a task has ended. See
 * {@code Documentation/accounting/taskstats.rst}. A window on a buffer, reused.
 * <p>
 * An answer has one part, of the process. The news has a part of the task and, if this was the last task of a process that
 * ever had several, a part of the process.
 */
public final class TaskstatsMessage {

    public static final String FAMILY = "TASKSTATS";
    public static final int COMMAND_GET = 1;
    public static final int REQUEST_PROCESS = 2;
    public static final int REQUEST_LISTEN = 3;

    private static final int AGGREGATE_OF_TASK = 4;
    private static final int AGGREGATE_OF_PROCESS = 5;
    private static final int ID_OF_PROCESS = 2;
    private static final int STATISTICS = 3;

    private final GenericNetlinkMessage message = new GenericNetlinkMessage();
    private final Taskstats task = new Taskstats();
    private final Taskstats process = new Taskstats();
    private boolean hasTask;
    private boolean hasProcess;
    private int pid;

    /**
     * Looks at a message at the beginning of the buffer.
     *
     * @return false if it is no message of this family, as the numbers of families are given out anew at each start of the host
     */
    public boolean wrap(ByteBuffer buffer, int received, int family) {
        hasTask = false;
        hasProcess = false;
        if (!message.wrap(buffer, received) || message.type() != family) {
            return false;
        }
        int taskAt = message.find(AGGREGATE_OF_TASK);
        if (taskAt >= 0) {
            hasTask = wrap(buffer, task, taskAt);
        }
        int processAt = message.find(AGGREGATE_OF_PROCESS);
        if (processAt >= 0) {
            int idAt = message.findIn(processAt, ID_OF_PROCESS);
            if (idAt >= 0 && message.length(idAt) >= Integer.BYTES) {
                pid = buffer.getInt(idAt);
                hasProcess = wrap(buffer, process, processAt);
            }
        }
        return hasTask || hasProcess;
    }

    private boolean wrap(ByteBuffer buffer, Taskstats statistics, int aggregateAt) {
        int at = message.findIn(aggregateAt, STATISTICS);
        return at >= 0 && statistics.wrap(buffer, at, message.length(at));
    }

    public int sequence() {
        return message.sequence();
    }

    public boolean hasTask() {
        return hasTask;
    }

    /** Of one task; only after {@link #hasTask()}. */
    public Taskstats task() {
        return task;
    }

    public boolean hasProcess() {
        return hasProcess;
    }

    /** Of all tasks of a process together; has no names and ids. Only after {@link #hasProcess()}. */
    public Taskstats process() {
        return process;
    }

    /** The process that {@link #process()} is about. */
    public int pid() {
        return pid;
    }
}
