package io.darwinexporter.app.push;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;

/**
 * One request and its answer, of which no more is read than is of interest. Runs on a thread of Vert.x.
 */
final class Exchange {

    private static final int LONGEST_BODY = 64 * 1024;

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable HttpClientRequest request;
    private boolean over;

    void begin(HttpClient client, RequestOptions options, byte[] body) {
        try {
            send(client, options, body);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private void send(HttpClient client, RequestOptions options, byte[] body) {
        client.request(options).onFailure(answer::completeExceptionally).onSuccess(opened -> {
            if (opened(opened)) {
                opened.exceptionHandler(answer::completeExceptionally);
                // Without one, Vert.x logs what a receiver of another protocol says, each time.
                opened.connection().exceptionHandler(answer::completeExceptionally);
                opened.response().onFailure(answer::completeExceptionally).onSuccess(this::read);
                opened.end(Buffer.buffer(body));
            }
        });
    }

    /** Returns whether there is still somebody who waits. */
    private synchronized boolean opened(HttpClientRequest opened) {
        if (over) {
            opened.reset();
            return false;
        }
        request = opened;
        return true;
    }

    private void read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::completeExceptionally);
        response.endHandler(end -> answer.complete(Answer.of(response, body.getBytes())));
        response.handler(part -> {
            body.appendBuffer(part, 0, Math.min(part.length(), LONGEST_BODY - body.length()));
            if (body.length() == LONGEST_BODY) {
                answer.complete(Answer.of(response, body.getBytes()));
            }
        });
    }

    /** Fails where there is no answer. */
    Future<Answer> answer() {
        return answer;
    }

    /** Closes the connection, whatever is still going on. */
    synchronized void end() {
        over = true;
        if (request != null) {
            request.connection().close();
        }
    }
}
