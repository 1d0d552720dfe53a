package io.darwinexporter.internal.linux.network;

import java.util.Arrays;

/**
 * A queue of records of so many numbers each, in one array that grows up to a limit. What does not fit is counted. Not safe for
 * several threads by itself.
 */
final class LongQueue {

    private static final int INITIAL_RECORDS = 64;

    private final int width;
    private final int limit;
    private long[] values;
    /** In records. */
    private int first;
    private int size;
    private long lost;

    LongQueue(int width, int limit) {
        this.width = width;
        this.limit = limit;
        values = new long[width * Math.min(INITIAL_RECORDS, limit)];
    }

    /** Adds a record; false if there is no room for it. */
    boolean add(long[] record) {
        if (size * width == values.length && !grow()) {
            lost++;
            return false;
        }
        int at = (first + size) % (values.length / width);
        System.arraycopy(record, 0, values, at * width, width);
        size++;
        return true;
    }

    private boolean grow() {
        if (size >= limit) {
            return false;
        }
        long[] grown = new long[width * Math.min(size * 2, limit)];
        int untilEnd = values.length - first * width;
        System.arraycopy(values, first * width, grown, 0, untilEnd);
        System.arraycopy(values, 0, grown, untilEnd, first * width);
        values = grown;
        first = 0;
        return true;
    }

    /** Takes the first record; false if there is none. */
    boolean take(long[] record) {
        if (size == 0) {
            return false;
        }
        System.arraycopy(values, first * width, record, 0, width);
        first = (first + 1) % (values.length / width);
        size--;
        if (size == 0) {
            giveBack();
        }
        return true;
    }

    private void giveBack() {
        first = 0;
        if (values.length > width * INITIAL_RECORDS * 16) {
            values = Arrays.copyOf(values, width * INITIAL_RECORDS);
        }
    }

    /** Records that did not fit since this was last asked. */
    long takeLost() {
        long taken = lost;
        lost = 0;
        return taken;
    }
}
