package io.darwinexporter.internal.linux.network;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The sockets that are followed, by cookie: what of each has been credited already, and to whom.
 * <p>
 * Entries lie densely in arrays; a hash table of their numbers finds them. At most some 95 bytes a socket; what is given up is
 * used again, and {@link #shrink()} gives memory back. Numbers of entries are valid until then.
 */
final class SocketTable {

    static final int NONE = -1;
    private static final int SMALLEST = 64;
    private static final int MOST_LOOK_UPS = 5;
    private static final byte USED = 1;
    private static final byte FROM_BEFORE = 2;

    private int[] slots = new int[SMALLEST * 2];
    private int size;
    private int used;
    private int free = NONE;
    private int capacity = SMALLEST;

    private long[] cookie = new long[SMALLEST];
    private long[] receivedBytes = new long[SMALLEST];
    private long[] sentBytes = new long[SMALLEST];
    private int[] segmentsIn = new int[SMALLEST];
    private int[] segmentsOut = new int[SMALLEST];
    private int[] retransmits = new int[SMALLEST];
    /** The last collection whose dump had it; of an unused entry, the next one that is unused. */
    private int[] seenIn = new int[SMALLEST];
    /** The collection in which its owner may be looked for again. */
    private int[] lookUpIn = new int[SMALLEST];
    private byte[] lookUps = new byte[SMALLEST];
    private byte[] flags = new byte[SMALLEST];
    private @Nullable SocketOwner[] owner = new SocketOwner[SMALLEST];

    int size() {
        return size;
    }

    /** The number of entries, unused ones included. */
    int limit() {
        return used;
    }

    /** The memory that all arrays take together, with references of 4 bytes. */
    long bytes() {
        return (long) slots.length * Integer.BYTES
                + (long) cookie.length * (3 * Long.BYTES + 5 * Integer.BYTES + 2 * Byte.BYTES + Integer.BYTES);
    }

    boolean isUsed(int entry) {
        return flags[entry] != 0;
    }

    /** The entry of a socket, or {@link #NONE}. */
    int find(long cookie) {
        return slots[slotOf(cookie)] - 1;
    }

    /** Adds a socket that is not there, with all counters 0. */
    int add(long cookie) {
        if (free == NONE && used == capacity) {
            resize(used + used / 4);
        }
        if ((size + 1) * 2 > slots.length) {
            hashAgain(new int[slots.length * 2]);
        }
        int entry = free;
        if (entry == NONE) {
            entry = used++;
        } else {
            free = seenIn[entry];
        }
        this.cookie[entry] = cookie;
        receivedBytes[entry] = 0;
        sentBytes[entry] = 0;
        segmentsIn[entry] = 0;
        segmentsOut[entry] = 0;
        retransmits[entry] = 0;
        seenIn[entry] = 0;
        lookUpIn[entry] = 0;
        lookUps[entry] = 0;
        flags[entry] = USED;
        slots[slotOf(cookie)] = entry + 1;
        size++;
        return entry;
    }

    void remove(int entry) {
        removeSlot(slotOf(cookie[entry]));
        owner[entry] = null;
        flags[entry] = 0;
        seenIn[entry] = free;
        free = entry;
        size--;
    }

    private void removeSlot(int slot) {
        slots[slot] = 0;
        int hole = slot;
        int next = following(slot);
        while (slots[next] != 0) {
            int home = home(cookie[slots[next] - 1]);
            int mask = slots.length - 1;
            // An entry may move back into a hole that lies between its home and where it is.
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                slots[hole] = slots[next];
                slots[next] = 0;
                hole = next;
            }
            next = following(next);
        }
    }

    /** Gives memory back if most of it is not needed any more; entries get new numbers. */
    void shrink() {
        if (capacity == SMALLEST || size > capacity / 4) {
            return;
        }
        int wanted = SMALLEST * 2;
        while (wanted < size * 2) {
            wanted *= 2;
        }
        // Before anything is moved, in case that memory runs out.
        int[] fewerSlots = new int[wanted];
        int to = 0;
        for (int entry = 0; entry < used; entry++) {
            if (isUsed(entry)) {
                move(entry, to++);
            }
        }
        Arrays.fill(owner, to, used, null);
        used = to;
        free = NONE;
        hashAgain(fewerSlots);
        resize(Math.max(SMALLEST, size + size / 4));
    }

    private void move(int from, int to) {
        cookie[to] = cookie[from];
        receivedBytes[to] = receivedBytes[from];
        sentBytes[to] = sentBytes[from];
        segmentsIn[to] = segmentsIn[from];
        segmentsOut[to] = segmentsOut[from];
        retransmits[to] = retransmits[from];
        seenIn[to] = seenIn[from];
        lookUpIn[to] = lookUpIn[from];
        lookUps[to] = lookUps[from];
        flags[to] = flags[from];
        owner[to] = owner[from];
    }

    /** Until all arrays have been copied, in case that memory runs out, there is room for what has room in the smallest. */
    private void resize(int wanted) {
        capacity = Math.min(capacity, wanted);
        cookie = Arrays.copyOf(cookie, wanted);
        receivedBytes = Arrays.copyOf(receivedBytes, wanted);
        sentBytes = Arrays.copyOf(sentBytes, wanted);
        segmentsIn = Arrays.copyOf(segmentsIn, wanted);
        segmentsOut = Arrays.copyOf(segmentsOut, wanted);
        retransmits = Arrays.copyOf(retransmits, wanted);
        seenIn = Arrays.copyOf(seenIn, wanted);
        lookUpIn = Arrays.copyOf(lookUpIn, wanted);
        lookUps = Arrays.copyOf(lookUps, wanted);
        flags = Arrays.copyOf(flags, wanted);
        owner = Arrays.copyOf(owner, wanted);
        capacity = wanted;
    }

    private void hashAgain(int[] empty) {
        slots = empty;
        for (int entry = 0; entry < used; entry++) {
            if (isUsed(entry)) {
                slots[slotOf(cookie[entry])] = entry + 1;
            }
        }
    }

    private int slotOf(long cookie) {
        int slot = home(cookie);
        while (slots[slot] != 0 && this.cookie[slots[slot] - 1] != cookie) {
            slot = following(slot);
        }
        return slot;
    }

    private int home(long cookie) {
        // Cookies are handed out one after the other, by each processor from a block of its own.
        return (int) (cookie * 0x9E3779B97F4A7C15L >>> 32) & (slots.length - 1);
    }

    private int following(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** Lets what a socket has counted until now count as credited. */
    void setCredited(int entry, SocketReading reading) {
        receivedBytes[entry] = reading.receivedBytes;
        sentBytes[entry] = reading.sentBytes;
        segmentsIn[entry] = reading.segmentsIn;
        segmentsOut[entry] = reading.segmentsOut;
        retransmits[entry] = reading.retransmits;
    }

    /** Lets nothing of a socket count as credited. */
    void clearCredited(int entry) {
        receivedBytes[entry] = 0;
        sentBytes[entry] = 0;
        segmentsIn[entry] = 0;
        segmentsOut[entry] = 0;
        retransmits[entry] = 0;
    }

    /** Whether a socket has counted more than has been credited. */
    boolean hasGrown(int entry, SocketReading reading) {
        return reading.receivedBytes > receivedBytes[entry] || reading.sentBytes > sentBytes[entry]
                || reading.segmentsIn - segmentsIn[entry] > 0 || reading.segmentsOut - segmentsOut[entry] > 0
                || reading.retransmits - retransmits[entry] > 0;
    }

    /**
     * Credits what a socket has counted since it was last credited, and remembers that. What has fallen adds nothing: bytes
     * sent are told as the difference of two numbers that are not read at once.
     */
    void credit(int entry, SocketReading reading, SocketOwner owner) {
        long received = Math.max(0, reading.receivedBytes - receivedBytes[entry]);
        long sent = Math.max(0, reading.sentBytes - sentBytes[entry]);
        int in = Math.max(0, reading.segmentsIn - segmentsIn[entry]);
        int out = Math.max(0, reading.segmentsOut - segmentsOut[entry]);
        int again = Math.max(0, reading.retransmits - retransmits[entry]);
        receivedBytes[entry] += received;
        sentBytes[entry] += sent;
        segmentsIn[entry] += in;
        segmentsOut[entry] += out;
        retransmits[entry] += again;
        owner.add(received, sent, in, out, again);
    }

    int seenIn(int entry) {
        return seenIn[entry];
    }

    void seenIn(int entry, int collection) {
        seenIn[entry] = collection;
    }

    @Nullable
    SocketOwner owner(int entry) {
        return owner[entry];
    }

    void owner(int entry, @Nullable SocketOwner owner) {
        this.owner[entry] = owner;
    }

    /** Whether it may be older than the exporter's sight of its namespace. */
    boolean isFromBefore(int entry) {
        return (flags[entry] & FROM_BEFORE) != 0;
    }

    void fromBefore(int entry, boolean before) {
        flags[entry] = before ? USED | FROM_BEFORE : USED;
    }

    boolean mayLookUp(int entry, int collection) {
        return collection >= lookUpIn[entry];
    }

    /** Notes that its owner was looked for among all processes in vain: each time it takes four times as long to the next. */
    void lookedUpInVain(int entry, int collection) {
        lookUpIn[entry] = collection + (1 << 2 * lookUps[entry]);
        lookUps[entry] = (byte) Math.min(lookUps[entry] + 1, MOST_LOOK_UPS);
    }
}
