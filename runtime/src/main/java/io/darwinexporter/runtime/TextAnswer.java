package io.darwinexporter.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * A short answer for people and their tools, which nobody is to keep or to take for anything but what it says it is.
 */
final class TextAnswer {

    private static final String PLAIN = "text/plain; charset=utf-8";

    private TextAnswer() {
    }

    /** Sends plain text. */
    static void send(RoutingContext context, int status, String text) {
        send(context, status, PLAIN, text);
    }

    static void send(RoutingContext context, int status, String contentType, String text) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        byte[] bytes = text.getBytes(UTF_8);
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }
}
