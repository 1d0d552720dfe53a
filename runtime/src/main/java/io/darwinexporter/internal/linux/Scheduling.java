package io.darwinexporter.internal.linux;

import org.jspecify.annotations.Nullable;

/**
 * Context switches and waiting times of processes, by taskstats where that is permitted, else by status files.
 * <p>
 * Taskstats may have been asked before files were read, by {@link IdleProcesses}; the rest is asked about once their
 * identities are known.
 */
final class Scheduling {

    private final @Nullable WholeProcesses wholeProcesses;
    private final @Nullable ThreadBaselines threadBaselines;
    private final CurrentCollection current;
    private final boolean wanted;
    private final boolean asksAll;
    private final ProcessList unasked = new ProcessList();

    /**
     * @param wanted whether it is told at all
     * @param asksAll whether taskstats is asked about processes of which it is not told, too
     */
    Scheduling(@Nullable WholeProcesses wholeProcesses, @Nullable ThreadBaselines threadBaselines,
            CurrentCollection current, boolean wanted, boolean asksAll) {
        this.wholeProcesses = wholeProcesses;
        this.threadBaselines = threadBaselines;
        this.current = current;
        this.wanted = wanted;
        this.asksAll = asksAll;
    }

    /** Takes what has been answered about a process that is sure to be that one, or asks about it later. */
    void takeOrAskLater(KnownProcess process) {
        if (wholeProcesses == null) {
            return;
        }
        if (process.answers.hasAnswerOf(current.number())) {
            wholeProcesses.take(process, true);
        } else if (asksAll || wanted && process.accepted) {
            unasked.add(process);
        }
    }

    /** Asks about those that were left for later. */
    void askRest() {
        if (wholeProcesses == null) {
            return;
        }
        wholeProcesses.ask(unasked);
        for (int i = 0; i < unasked.size(); i++) {
            KnownProcess process = unasked.get(i);
            if (process.answers.hasAnswerOf(current.number())) {
                wholeProcesses.take(process, false);
            }
        }
        clear();
    }

    /** Forgets whom to ask. */
    void clear() {
        unasked.clear();
    }

    /** Reads what taskstats does not tell, and tells all of it. */
    void read(KnownProcess process) {
        if (!wanted) {
            return;
        }
        if (wholeProcesses != null) {
            if (process.answers.hasAnswerOf(current.number())) {
                wholeProcesses.tell(process);
            } else {
                wholeProcesses.countFailure(process);
            }
        }
        if (threadBaselines != null) {
            threadBaselines.read(process);
        }
    }

    /** Tells what was read last. */
    void tell(KnownProcess process) {
        if (wanted && wholeProcesses != null) {
            wholeProcesses.tell(process);
        }
        if (wanted && threadBaselines != null) {
            threadBaselines.tell(process);
        }
    }
}
