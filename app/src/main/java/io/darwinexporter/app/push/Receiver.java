package io.darwinexporter.app.push;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.opentelemetry.exporter.internal.http.HttpSenderConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Who requests are sent to: by HTTP 1.1, each on a connection of its own, so that none is found closed by a receiver
 * or something before it that has not heard of us for a minute. Redirects are not followed.
 */
final class Receiver {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions request;
    private final long timeoutMillis;

    /** @param exporter what OpenTelemetry's exporter makes of its settings */
    Receiver(Vertx vertx, HttpSenderConfig exporter, TlsFiles tls) {
        this.vertx = vertx;
        URI url = URI.create(exporter.getEndpoint());
        boolean encrypted = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
        timeoutMillis = TimeUnit.NANOSECONDS.toMillis(exporter.getTimeoutNanos());
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false).setSsl(encrypted)
                .setConnectTimeout(Math.toIntExact(timeoutMillis));
        if (encrypted) {
            tls.useIn(options);
        }
        client = vertx.createHttpClient(options);
        // Not as a whole: Vert.x would make a java.net.URL of it, which knows no https in a native executable.
        String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
        request = new RequestOptions().setMethod(HttpMethod.POST).setHost(url.getHost()).setSsl(encrypted)
                .setPort(url.getPort() >= 0 ? url.getPort() : encrypted ? HTTPS_PORT : HTTP_PORT)
                .setURI(url.getRawPath() + query).putHeader("Content-Type", exporter.getContentType());
        if (exporter.getCompressor() != null) {
            request.putHeader("Content-Encoding", exporter.getCompressor().getEncoding());
        }
        for (Map.Entry<String, List<String>> header : exporter.getHeadersSupplier().get().entrySet()) {
            // The first is the one that was given, should the exporter have one of that name, too.
            request.putHeader(header.getKey(), header.getValue().get(0));
        }
    }

    /** Sends a request, and waits for the whole answer, or for as long as it may take. Not called by threads of Vert.x. */
    Answer send(byte[] body) throws InterruptedException {
        Exchange exchange = new Exchange();
        vertx.runOnContext(start -> exchange.begin(client, request, body));
        try {
            return exchange.answer().get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Answer.none("within " + timeoutMillis + " ms");
        } catch (ExecutionException e) {
            return Answer.none(reason(e.getCause()));
        } finally {
            exchange.end();
        }
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                return message;
            }
        }
        return failure.getClass().getSimpleName();
    }
}
