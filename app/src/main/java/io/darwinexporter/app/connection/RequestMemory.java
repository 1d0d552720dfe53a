package io.darwinexporter.app.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all requests together may take which are not answered yet. Each gets at most a share of what is left: the
 * fuller it is, the smaller a request has to be, so that there is always room for those of scrapers, which are small.
 */
final class RequestMemory {

    private static final int SHARE = 32;

    private final long limitBytes;
    private final AtomicLong takenBytes = new AtomicLong();

    RequestMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Takes other bytes for a request than before. On any thread.
     *
     * @return whether that is admitted, as less always is; if not, nothing has changed
     */
    boolean take(long bytesBefore, long bytes) {
        while (true) {
            long taken = takenBytes.get();
            if (bytes > bytesBefore && bytes > (limitBytes - taken + bytesBefore) / SHARE) {
                return false;
            }
            if (takenBytes.compareAndSet(taken, taken - bytesBefore + bytes)) {
                return true;
            }
        }
    }

    long takenBytes() {
        return takenBytes.get();
    }
}
