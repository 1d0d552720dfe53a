package io.darwinexporter.runtime;

import io.darwinexporter.internal.exposition.ResponseBody;
import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;

/**
 * Sends a body no faster than its client reads, gives up on a client that takes too long, and gives the body back when nothing
 * reads it any more.
 * <p>
 * Netty copies what it is given into direct memory and keeps it until it is sent. Given whole bodies, a few dozen clients that
 * never read would use up all of it, and nobody would be answered any more.
 */
final class PacedBody implements Handler<Void> {

    private static final int SLICE_BYTES = 16 * 1024;
    /** As long as Prometheus waits for a scrape unless told otherwise. It also bounds how many old bodies are kept alive. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final ResponseBody body;
    private final Handler<AsyncResult<Void>> sliceDone = done -> sliceDone();
    private int sent;
    /** Slices that Netty may still read. */
    private int inFlight;
    private boolean closed;
    private boolean givenBack;
    private long timer;

    private PacedBody(Vertx vertx, HttpServerResponse response, ResponseBody body) {
        this.vertx = vertx;
        this.response = response;
        this.body = body;
    }

    /**
     * On the event loop of the connection.
     *
     * @param body is given back when it has been sent or cannot be
     */
    static void send(Vertx vertx, HttpConnection connection, HttpServerResponse response, ResponseBody body) {
        PacedBody paced = new PacedBody(vertx, response, body);
        paced.timer = vertx.setTimer(PATIENCE_MILLIS, expired -> connection.close());
        response.drainHandler(paced);
        response.closeHandler(gone -> paced.closed());
        paced.handle(null);
    }

    /** There is room again: sends the next slices. */
    @Override
    public void handle(Void drained) {
        while (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            int bytes = Math.min(SLICE_BYTES, body.length() - sent);
            // Wrapped, not copied: clients share the array.
            Buffer slice = Buffer.buffer(Unpooled.wrappedBuffer(body.bytes(), sent, bytes));
            sent += bytes;
            inFlight++;
            (sent < body.length() ? response.write(slice) : response.end(slice)).onComplete(sliceDone);
        }
    }

    /** Written or failed: either way Netty has done with it. */
    private void sliceDone() {
        inFlight--;
        giveBackIfOver();
    }

    private void closed() {
        closed = true;
        giveBackIfOver();
    }

    private void giveBackIfOver() {
        if (inFlight == 0 && (closed || sent == body.length()) && !givenBack) {
            givenBack = true;
            vertx.cancelTimer(timer);
            body.release();
        }
    }
}
