package io.darwinexporter.internal.darwin.network;

import org.jspecify.annotations.Nullable;

/**
 * Identifies the process that a socket belongs to: its pid, and the number that the kernel never uses again until the next
 * boot.
 */
sealed class OwnerKey permits SocketOwner, OwnerKey.Probe {

    private int pid;
    private long uniqueId;

    OwnerKey(int pid, long uniqueId) {
        this.pid = pid;
        this.uniqueId = uniqueId;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof OwnerKey key && key.pid == pid && key.uniqueId == uniqueId;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(uniqueId) * 31 + pid;
    }

    /** A key to look for an owner with, used again and again. */
    static final class Probe extends OwnerKey {

        Probe() {
            super(0, 0);
        }

        Probe of(int pid, long uniqueId) {
            super.pid = pid;
            super.uniqueId = uniqueId;
            return this;
        }
    }
}
