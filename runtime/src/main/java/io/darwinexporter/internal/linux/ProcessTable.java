package io.darwinexporter.internal.linux;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Known processes by pid: a hash table with open addressing and without boxed keys. Allocates only when it grows.
 */
final class ProcessTable {

    private static final int INITIAL_CAPACITY = 1024;

    private @Nullable KnownProcess[] slots = new KnownProcess[INITIAL_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    KnownProcess get(int pid) {
        return slots[slotOf(pid)];
    }

    /** Adds a process, in place of another of the same pid. */
    void put(KnownProcess process) {
        int slot = slotOf(process.pid);
        if (slots[slot] == null) {
            size++;
        }
        slots[slot] = process;
        if (size * 2 > slots.length) {
            rebuild(new KnownProcess[slots.length * 2], slots);
        }
    }

    /** Forgets all processes that were not listed in that collection, and adds them to a list. */
    void retainListedIn(long collection, ProcessList gone) {
        for (int slot = 0; slot < slots.length; slot++) {
            // What moves into the slot of a removed process is looked at next; what wraps around was looked at already.
            KnownProcess process = slots[slot];
            while (process != null && process.listedIn != collection) {
                gone.add(process);
                remove(slot);
                process = slots[slot];
            }
        }
    }

    void forEach(Consumer<KnownProcess> action) {
        for (KnownProcess process : slots) {
            if (process != null) {
                action.accept(process);
            }
        }
    }

    private void remove(int slot) {
        slots[slot] = null;
        size--;
        int hole = slot;
        int next = following(slot);
        for (KnownProcess process = slots[next]; process != null; process = slots[next]) {
            if (mayMove(home(process.pid), hole, next)) {
                slots[hole] = process;
                slots[next] = null;
                hole = next;
            }
            next = following(next);
        }
    }

    /** Whether an entry that belongs to a home slot and lies at a slot may move back into a hole between the two. */
    private boolean mayMove(int home, int hole, int at) {
        int mask = slots.length - 1;
        return ((at - home) & mask) >= ((at - hole) & mask);
    }

    private void rebuild(@Nullable KnownProcess[] target, @Nullable KnownProcess[] source) {
        slots = target;
        for (KnownProcess process : source) {
            if (process != null) {
                slots[slotOf(process.pid)] = process;
            }
        }
    }

    private int slotOf(int pid) {
        int slot = home(pid);
        for (KnownProcess process = slots[slot]; process != null && process.pid != pid; process = slots[slot]) {
            slot = following(slot);
        }
        return slot;
    }

    private int home(int pid) {
        // Pids are handed out one after the other: they spread well as they are.
        return pid & (slots.length - 1);
    }

    private int following(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
