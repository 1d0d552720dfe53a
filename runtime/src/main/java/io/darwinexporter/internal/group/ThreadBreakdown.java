package io.darwinexporter.internal.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.darwinexporter.internal.snapshot.LabelText;

/**
 * The threads of one group by their names, in the order in which the names appeared. There are only so many: threads of
 * further names are counted together, as {@value #OTHER}, which a thread may be called as well.
 */
public final class ThreadBreakdown {

    /** The name of all threads whose own names are too many. */
    public static final String OTHER = "other";

    private final int limit;
    private final List<NamedThreads> names = new ArrayList<>();
    private final Map<String, NamedThreads> byName = new HashMap<>();

    /** @param limit the number of names, {@value #OTHER} not counted */
    ThreadBreakdown(int limit) {
        this.limit = limit;
    }

    public int size() {
        return names.size();
    }

    public NamedThreads threads(int index) {
        return names.get(index);
    }

    /** Ends the first collection. */
    void rememberFirstValues() {
        for (int i = 0; i < names.size(); i++) {
            names.get(i).rememberFirstValues();
        }
    }

    /** Forgets how many threads live, before those of a new collection are added. */
    void beginCollection() {
        for (int i = 0; i < names.size(); i++) {
            names.get(i).beginCollection();
        }
    }

    /**
     * What threads of a name are counted in.
     *
     * @param threadName any text
     * @param monotonicNanos the time by a clock that is never set
     * @param countedSinceNanos see {@link NamedThreads#countedSinceNanos()}, for a name that is new
     */
    NamedThreads named(String threadName, long monotonicNanos, long countedSinceNanos) {
        String label = LabelText.of(threadName);
        String name = label.isEmpty() ? GroupNaming.NAMELESS : label;
        NamedThreads found = byName.get(name);
        if (found == null && isFull()) {
            name = OTHER;
            found = byName.get(name);
        }
        if (found == null) {
            found = new NamedThreads(name, monotonicNanos, countedSinceNanos);
            byName.put(name, found);
            names.add(found);
        }
        return found;
    }

    private boolean isFull() {
        int others = byName.containsKey(OTHER) ? 1 : 0;
        return names.size() - others >= limit;
    }

    /** Removes names that no thread has had since before that time. */
    void removeUnusedSince(long monotonicNanos) {
        for (int i = names.size() - 1; i >= 0; i--) {
            NamedThreads threads = names.get(i);
            if (threads.living() == 0 && threads.lastLivingNanos() - monotonicNanos < 0) {
                names.remove(i);
                byName.remove(threads.name());
            }
        }
    }
}
