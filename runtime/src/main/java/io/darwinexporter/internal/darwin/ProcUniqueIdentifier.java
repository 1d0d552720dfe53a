package io.darwinexporter.internal.darwin;

import java.nio.ByteBuffer;

/**
 * {@code struct proc_uniqidentifierinfo}, the answer to {@code PROC_PIDUNIQIDENTIFIERINFO}, which needs no permission.
 *
 * <pre>
 * offset type  field
 *  16    u64   p_uniqueid: never used again until the next boot, kept across exec
 *  32    i32   p_idversion: another after each exec
 *  56          size
 * </pre>
 *
 * Source: {@code bsd/sys/proc_info.h} (private part). A reused view: valid until the memory is written again.
 */
final class ProcUniqueIdentifier {

    static final int SIZE = 56;
    static final int UNIQUE_ID = 16;
    static final int ID_VERSION = 32;

    private ByteBuffer bytes = ByteBuffer.allocate(SIZE);

    /**
     * Looks at other bytes.
     *
     * @return whether this many can be the structure; nothing may be asked if not
     */
    boolean wrap(ByteBuffer bytes, int length) {
        this.bytes = bytes;
        return length == SIZE && length <= bytes.capacity();
    }

    long uniqueId() {
        return bytes.getLong(UNIQUE_ID);
    }

    int idVersion() {
        return bytes.getInt(ID_VERSION);
    }
}
