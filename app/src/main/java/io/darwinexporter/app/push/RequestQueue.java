package io.darwinexporter.app.push;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Bodies of requests that wait to be delivered, the oldest first, in memory that is bounded: where there is no room for another
 * one, the oldest are dropped. The newest is kept whatever its size, as its totals hold all that the dropped ones would have
 * told.
 */
final class RequestQueue {

    private final long capacityBytes;
    private final PushReport report;
    private final Deque<byte[]> bodies = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    RequestQueue(long capacityBytes, PushReport report) {
        this.capacityBytes = capacityBytes;
        this.report = report;
    }

    /** Puts a body after all others. */
    synchronized void add(byte[] body) {
        makeRoomFor(body);
        bodies.addLast(body);
        added(body);
        notifyAll();
    }

    /** Puts back a body that was taken, before all others; drops it if there is no room any more. */
    synchronized void putBack(byte[] body) {
        if (!bodies.isEmpty() && bytes + body.length > capacityBytes) {
            report.dropped(PushReport.Loss.OVERFLOW);
            return;
        }
        bodies.addFirst(body);
        added(body);
    }

    private void makeRoomFor(byte[] body) {
        while (!bodies.isEmpty() && bytes + body.length > capacityBytes) {
            removed(bodies.removeFirst());
            report.dropped(PushReport.Loss.OVERFLOW);
        }
    }

    private void added(byte[] body) {
        bytes += body.length;
        report.queued(bodies.size(), bytes);
    }

    private void removed(byte[] body) {
        bytes -= body.length;
        report.queued(bodies.size(), bytes);
    }

    /** Waits for a body, and takes it out. Null if there is none, and will be none. */
    synchronized byte @Nullable [] take() throws InterruptedException {
        while (bodies.isEmpty() && !closed) {
            wait();
        }
        byte[] body = bodies.pollFirst();
        if (body != null) {
            removed(body);
        }
        return body;
    }

    /** How many wait. */
    synchronized int size() {
        return bodies.size();
    }

    /** Those that are there can still be taken, but nobody waits for more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
