package io.darwinexporter.internal.darwin.network;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The sources that the kernel has told of, by their numbers: their last counts, which process used them last, in at
 * most 80 bytes each.
 * <p>
 * A hash table with open addressing; places are valid until the next change.
 */
final class SourceTable {

    static final int NONE = -1;

    private static final int SMALLEST = 64;
    /** Source, received bytes, sent bytes, received packets, sent packets. */
    private static final int FIELDS = 5;

    private long[] cells = new long[SMALLEST * FIELDS];
    private @Nullable SocketOwner[] owners = new @Nullable SocketOwner[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** How many sources there is room for, before some of it must stay empty. */
    int places() {
        return owners.length;
    }

    /** The place of a source, or {@link #NONE}. */
    int find(long source) {
        int place = placeOf(source);
        return isEmpty(place) ? NONE : place;
    }

    /** Adds a source that is not there, with all counts 0 and no owner; returns its place. */
    int add(long source) {
        if ((size + 1) * 4 > owners.length * 3) {
            resize(owners.length + owners.length / 4);
        }
        int place = placeOf(source);
        Arrays.fill(cells, place * FIELDS, (place + 1) * FIELDS, 0);
        cells[place * FIELDS] = source;
        size++;
        return place;
    }

    void remove(int place) {
        size--;
        int hole = place;
        clear(hole);
        for (int next = following(hole); !isEmpty(next); next = following(next)) {
            // It may move back into a hole that lies between where it should be and where it is.
            if (distance(home(cells[next * FIELDS]), next) >= distance(hole, next)) {
                System.arraycopy(cells, next * FIELDS, cells, hole * FIELDS, FIELDS);
                owners[hole] = owners[next];
                clear(next);
                hole = next;
            }
        }
        if (size * 4 < owners.length && owners.length > SMALLEST) {
            resize(Math.max(SMALLEST, owners.length / 2));
        }
    }

    /** Forgets all sources. */
    void clear() {
        size = 0;
        cells = new long[SMALLEST * FIELDS];
        owners = new @Nullable SocketOwner[SMALLEST];
    }

    @Nullable
    SocketOwner owner(int place) {
        return owners[place];
    }

    void owner(int place, @Nullable SocketOwner owner) {
        owners[place] = owner;
    }

    /** Takes a count; returns its growth, or a negative number if it has fallen: the larger one stays. */
    long advanceReceivedBytes(int place, long count) {
        return advance(place * FIELDS + 1, count);
    }

    long advanceSentBytes(int place, long count) {
        return advance(place * FIELDS + 2, count);
    }

    long advanceReceivedPackets(int place, long count) {
        return advance(place * FIELDS + 3, count);
    }

    long advanceSentPackets(int place, long count) {
        return advance(place * FIELDS + 4, count);
    }

    private long advance(int cell, long count) {
        long growth = count - cells[cell];
        if (growth > 0) {
            cells[cell] = count;
        }
        return growth;
    }

    private boolean isEmpty(int place) {
        return cells[place * FIELDS] == 0;
    }

    private void clear(int place) {
        cells[place * FIELDS] = 0;
        owners[place] = null;
    }

    private int placeOf(long source) {
        int place = home(source);
        while (!isEmpty(place) && cells[place * FIELDS] != source) {
            place = following(place);
        }
        return place;
    }

    private int home(long source) {
        // Sources are numbered one after the other: spread them, then scale 32 bits to the number of places.
        long hash = source * 0x9E3779B97F4A7C15L >>> 32;
        return (int) (hash * owners.length >>> 32);
    }

    private int following(int place) {
        return place + 1 == owners.length ? 0 : place + 1;
    }

    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + owners.length;
    }

    private void resize(int places) {
        long[] oldCells = cells;
        @Nullable
        SocketOwner[] oldOwners = owners;
        long[] newCells = new long[places * FIELDS];
        // Nothing has changed if memory runs out here.
        owners = new @Nullable SocketOwner[places];
        cells = newCells;
        for (int old = 0; old < oldOwners.length; old++) {
            if (oldCells[old * FIELDS] != 0) {
                int place = placeOf(oldCells[old * FIELDS]);
                System.arraycopy(oldCells, old * FIELDS, cells, place * FIELDS, FIELDS);
                owners[place] = oldOwners[old];
            }
        }
    }
}
