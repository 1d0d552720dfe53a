package io.darwinexporter.internal.exposition;

import java.util.ArrayList;
import java.util.List;

/**
 * How much memory all bodies of responses take together, and how much they may. Each is as long as everything that is told of
 * all groups, and a client that reads slowly holds one of a collection that is long past: without a limit, a few dozen such
 * clients would use up the heap.
 * <p>
 * Used by one thread at a time, as the bodies' makers are.
 */
public final class BodyMemory {

    /** The share of the heap that bodies may take is one of so many. */
    private static final int SHARES = 3;

    private final long limit;
    private final List<BodyPool> pools = new ArrayList<>();
    private final List<Exposition> expositions = new ArrayList<>();

    /** A third of the heap. */
    public BodyMemory() {
        this(Runtime.getRuntime().maxMemory() / SHARES);
    }

    BodyMemory(long limit) {
        this.limit = limit;
    }

    /** An exposition that may keep bodies only as long as there is room. */
    void serve(Exposition exposition) {
        expositions.add(exposition);
    }

    BodyPool pool(int initialBytes) {
        BodyPool pool = new BodyPool(this, initialBytes);
        pools.add(pool);
        return pool;
    }

    /** Whether one more body of so many bytes may be made. One alone may be of any length. */
    boolean hasRoomFor(long bytes) {
        long taken = 0;
        for (BodyPool pool : pools) {
            taken += pool.bytes();
        }
        return taken == 0 || taken + bytes <= limit;
    }

    /** Forgets all bodies that nobody is sent, those that the next to ask would have been given included. */
    public void clear() {
        for (Exposition exposition : expositions) {
            exposition.giveBack();
        }
        for (BodyPool pool : pools) {
            pool.forgetFree(0);
        }
    }
}
