package io.darwinexporter.internal.linux.tracefs;

import java.nio.ByteBuffer;

/**
 * A page of the kernel's ring buffer as {@code trace_pipe_raw} gives it, event by event. A window on a buffer, reused. See
 * {@code events/header_page} and {@code events/header_event} in tracefs, and {@code include/linux/ring_buffer.h}.
 *
 * <pre>
 *  0  u64  time of the first event
 *  8  u64  number of bytes that follow the header, in the lower 20 bits
 * 16       events: u32 of 5 bits type and 27 bits of time since the last event, then the content
 * </pre>
 *
 * Types 1 to 28 are lengths in words, 0 says that the length is the first word of the content; 29 is padding, 30 more bits of
 * the time, 31 an absolute time.
 */
public final class TracePage {

    private static final int HEADER = 16;
    private static final int LENGTH_AT = 8;
    private static final long LENGTH_MASK = 0xFFFFF;
    private static final int TYPE_MASK = 31;
    private static final int TIME_SHIFT = 5;
    private static final int MORE_TIME_SHIFT = 27;
    private static final int PADDING = 29;
    private static final int MORE_TIME = 30;
    private static final int TIME_STAMP = 31;
    /** The upper bits of an absolute time, which its event has no room for. */
    private static final long NOT_IN_STAMP = 0x1FL << 59;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int next;
    private int end;
    private long nanos;
    private int contentAt;
    private int contentEnd;

    /** Looks at a page at the beginning of the buffer; one that is too short has no events. */
    public void wrap(ByteBuffer buffer, int length) {
        this.buffer = buffer;
        next = HEADER;
        end = HEADER;
        if (length >= HEADER) {
            nanos = buffer.getLong(0);
            end = (int) Math.min(length, HEADER + (buffer.getLong(LENGTH_AT) & LENGTH_MASK));
        }
    }

    /** Goes to the next event; false if there is none that is whole. */
    public boolean next() {
        while (next + 2 * Integer.BYTES <= end) {
            int header = buffer.getInt(next);
            int type = header & TYPE_MASK;
            long time = Integer.toUnsignedLong(header) >>> TIME_SHIFT;
            int word = buffer.getInt(next + Integer.BYTES);
            switch (type) {
                case PADDING -> {
                    if (time == 0 || !skip(word)) {
                        return false;
                    }
                    nanos += time;
                }
                case MORE_TIME -> {
                    nanos += time + (Integer.toUnsignedLong(word) << MORE_TIME_SHIFT);
                    next += 2 * Integer.BYTES;
                }
                case TIME_STAMP -> {
                    nanos = nanos & NOT_IN_STAMP | time + (Integer.toUnsignedLong(word) << MORE_TIME_SHIFT);
                    next += 2 * Integer.BYTES;
                }
                default -> {
                    nanos += time;
                    contentAt = next + (type == 0 ? 2 : 1) * Integer.BYTES;
                    if (!skip(type == 0 ? word : type * Integer.BYTES)) {
                        return false;
                    }
                    contentEnd = next;
                    return true;
                }
            }
        }
        return false;
    }

    private boolean skip(int length) {
        if (length < 0 || length > end - next - Integer.BYTES) {
            next = end;
            return false;
        }
        next += Integer.BYTES + length;
        return true;
    }

    /** When the event happened, by the clock of the buffer. */
    public long nanos() {
        return nanos;
    }

    /** Where the event's content begins. */
    public int contentAt() {
        return contentAt;
    }

    /** Where the event's content ends. */
    public int contentEnd() {
        return contentEnd;
    }
}
