package io.darwinexporter.internal.collect;

import java.time.Duration;

/**
 * Decides whether collections have to be light ones, by how long they take.
 * <p>
 * A single slow collection decides nothing, as the host may have had other things to do. A light collection takes less time
 * than a whole one would, so that a return to these waits until there has been room to spare for a while, and may turn out to
 * have come too early.
 */
final class CollectionBudget {

    /** There is none: collections may take as long as they need. */
    static final CollectionBudget NONE = new CollectionBudget(Duration.ZERO);

    /** So many collections in a row have to take too long. */
    private static final int PATIENCE = 3;
    /** And so many have to be {@value #SPARE} times as fast as they have to be. */
    private static final int CALM = 20;
    private static final int SPARE = 2;

    private final long budgetNanos;
    private int tooLong;
    private int fast;
    private boolean light;

    /** @param budget how long a collection may take; zero: as long as it needs */
    CollectionBudget(Duration budget) {
        budgetNanos = budget.toNanos();
    }

    long budgetNanos() {
        return budgetNanos;
    }

    /** Takes in how long a collection took. Returns whether the next one has to be light. */
    boolean isNextLight(long durationNanos) {
        if (budgetNanos == 0) {
            return false;
        }
        tooLong = durationNanos > budgetNanos ? tooLong + 1 : 0;
        fast = durationNanos <= budgetNanos / SPARE ? fast + 1 : 0;
        if (light ? fast == CALM : tooLong == PATIENCE) {
            light = !light;
            fast = 0;
            tooLong = 0;
        }
        return light;
    }
}
