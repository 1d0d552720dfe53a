package io.darwinexporter.internal.exposition;

import java.util.ArrayList;
import java.util.List;

/**
 * The bodies that are used again and again. Where clients hold all of them, slow ones say, further ones are made for one
 * response each.
 * <p>
 * Used by one thread at a time; bodies come back by themselves, on any thread.
 */
final class BodyPool {

    /** One for each format, and as many that are still being sent when the next collection is shown. */
    private static final int MOST_KEPT = 2 * ExpositionFormat.values().length;

    private final List<ResponseBody> kept = new ArrayList<>();
    private int bytes;

    BodyPool(int initialBytes) {
        bytes = initialBytes;
    }

    /** A body that nobody else holds. */
    ResponseBody take() {
        for (int i = 0; i < kept.size(); i++) {
            ResponseBody body = kept.get(i);
            bytes = Math.max(bytes, body.length());
            if (body.takeIfFree()) {
                return body;
            }
        }
        ResponseBody body = new ResponseBody(bytes);
        if (kept.size() < MOST_KEPT) {
            kept.add(body);
        }
        body.takeIfFree();
        return body;
    }
}
