package io.darwinexporter.internal.exposition;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of a response, held by all who asked for the same: they do not change until the last of them has given them back.
 * After that they may be another response's, so that scrapes do not make garbage of their size.
 * <p>
 * Who forgets to give it back costs some garbage, and nothing else.
 */
public final class ResponseBody {

    private final AtomicInteger holders = new AtomicInteger();
    private byte[] bytes;
    private int length;

    ResponseBody(int initialBytes) {
        this(new byte[initialBytes], 0);
    }

    private ResponseBody(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** A body of its own, held by the caller. */
    public static ResponseBody of(byte[] bytes) {
        return new ResponseBody(bytes, bytes.length).retain();
    }

    /** The bytes, {@link #length()} of them; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Whether anybody has it: if not, its bytes are no longer what they were. */
    public boolean isHeld() {
        return holders.get() > 0;
    }

    /** Gives it back; once for each time that it was handed out, by any thread. */
    public void release() {
        if (holders.decrementAndGet() < 0) {
            throw new IllegalStateException("given back more often than handed out");
        }
    }

    /** Has it held once more, by somebody to whom it is handed out. */
    ResponseBody retain() {
        holders.incrementAndGet();
        return this;
    }

    /** Takes it for a new response if nobody holds it. */
    boolean takeIfFree() {
        return holders.compareAndSet(0, 1);
    }

    /** Tells what it holds: before it is handed out, and by nobody but who took it. */
    void fill(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }
}
