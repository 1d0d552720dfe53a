package io.darwinexporter.internal.linux.network;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** The inodes of sockets whose owners are looked for, and who was found. One instance, reused. */
final class WantedInodes {

    private int[] inodes = new int[64];
    private @Nullable SocketOwner[] owners = new SocketOwner[64];
    private int size;
    private int missing;
    private boolean oneUser;
    private long userId;

    void clear() {
        Arrays.fill(owners, 0, size, null);
        size = 0;
        missing = 0;
    }

    void add(int inode, long userId) {
        if (size == inodes.length) {
            owners = Arrays.copyOf(owners, size * 2);
            // Last, as it is asked how much room there is, also after memory has run out in the line above.
            inodes = Arrays.copyOf(inodes, size * 2);
        }
        oneUser = size == 0 || oneUser && userId == this.userId;
        this.userId = userId;
        inodes[size++] = inode;
    }

    /** Ends adding. */
    void seal() {
        Arrays.sort(inodes, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || inodes[i] != inodes[i - 1]) {
                inodes[distinct++] = inodes[i];
            }
        }
        size = distinct;
        missing = distinct;
    }

    boolean isComplete() {
        return missing == 0;
    }

    int missing() {
        return missing;
    }

    /** Whether a user may be the one that some of the sockets belong to. */
    boolean mayBelongTo(long userId) {
        return !oneUser || userId == this.userId;
    }

    /** Notes who has a socket, if it is wanted and nobody was found before. */
    void found(int inode, SocketOwner owner) {
        int at = Arrays.binarySearch(inodes, 0, size, inode);
        if (at >= 0 && owners[at] == null) {
            owners[at] = owner;
            missing--;
        }
    }

    /** Who has a socket, or null. */
    @Nullable
    SocketOwner ownerOf(int inode) {
        int at = Arrays.binarySearch(inodes, 0, size, inode);
        return at < 0 ? null : owners[at];
    }
}
