package io.darwinexporter.internal.exposition;

import java.util.ArrayList;
import java.util.List;

/**
 * The bodies of one kind, which are used again and again. Where clients hold all of them, slow ones say, further ones are made
 * as long as there is {@linkplain BodyMemory room}.
 * <p>
 * Used by one thread at a time; bodies come back by themselves, on any thread.
 */
final class BodyPool {

    /** One for each format, and as many that are still being sent when the next collection is shown. */
    private static final int MOST_FREE = 2 * ExpositionFormat.values().length;
    /** What new ones are longer than the longest so far: one of so many parts. */
    private static final int SPARE_PARTS = 8;

    private final BodyMemory memory;
    /** Those that clients hold, too, until they are found free. */
    private final List<ResponseBody> bodies = new ArrayList<>();
    private int longest;

    BodyPool(BodyMemory memory, int initialBytes) {
        this.memory = memory;
        longest = initialBytes;
    }

    /**
     * A body that nobody else holds.
     *
     * @throws NoRoomException if all that there may be are held
     */
    ResponseBody take() {
        forgetFree(MOST_FREE);
        for (ResponseBody body : bodies) {
            if (body.takeIfFree()) {
                return body;
            }
        }
        int bytes = longest + longest / SPARE_PARTS;
        if (!memory.hasRoomFor(bytes)) {
            memory.clear();
            if (!memory.hasRoomFor(bytes)) {
                throw new NoRoomException("answers that are still being read take all memory that there is for answers");
            }
        }
        ResponseBody body = new ResponseBody(bytes);
        body.takeIfFree();
        bodies.add(body);
        return body;
    }

    /** What all its bodies take, free ones included. */
    long bytes() {
        long bytes = 0;
        for (ResponseBody body : bodies) {
            bytes += body.bytes().length;
        }
        return bytes;
    }

    /** Forgets bodies that nobody holds, all but so many. */
    void forgetFree(int most) {
        int free = 0;
        for (int i = bodies.size() - 1; i >= 0; i--) {
            longest = Math.max(longest, bodies.get(i).length());
            if (!bodies.get(i).isHeld() && ++free > most) {
                bodies.remove(i);
            }
        }
    }
}
