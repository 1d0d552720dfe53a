package io.darwinexporter.internal.group;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Who is whose parent, among the processes that are known. */
public final class ProcessTree {

    /** Deeper trees than this are cut; it also ends a walk that stale parent pids have bent into a circle. */
    public static final int MAX_ANCESTORS = 64;

    private final Map<Integer, TrackedProcess> byPid = new HashMap<>();

    /** A process is known from now on. */
    void add(TrackedProcess process) {
        byPid.put(process.pid(), process);
    }

    void remove(TrackedProcess process) {
        byPid.remove(process.pid(), process);
    }

    void clear() {
        byPid.clear();
    }

    /** The parent; null if it is not known, or what has its pid now is younger than the child. */
    @Nullable
    TrackedProcess parentOf(TrackedProcess child) {
        TrackedProcess parent = byPid.get(child.parentPid());
        return parent == null || parent == child || parent.startNanos() > child.startNanos() ? null : parent;
    }
}
