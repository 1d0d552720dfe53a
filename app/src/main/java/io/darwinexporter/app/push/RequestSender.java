package io.darwinexporter.app.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.opentelemetry.exporter.internal.compression.Compressor;
import io.opentelemetry.exporter.internal.http.HttpSender;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;

/**
 * What OpenTelemetry's exporter takes for its connection: puts requests, encoded and packed, into the queue from which they are
 * delivered. So the exporter is never kept waiting, and what waits takes no more memory than it will take on the wire.
 */
final class RequestSender implements HttpSender {

    private static final int ACCEPTED = 202;

    private final @Nullable Compressor compressor;
    private final RequestQueue queue;

    RequestSender(@Nullable Compressor compressor, RequestQueue queue) {
        this.compressor = compressor;
        this.queue = queue;
    }

    @Override
    public void send(Marshaler request, int length, Consumer<Response> onResponse, Consumer<Throwable> onError) {
        try {
            queue.add(encoded(request, length));
        } catch (IOException e) {
            onError.accept(e);
            return;
        }
        onResponse.accept(new Queued());
    }

    private byte[] encoded(Marshaler request, int length) throws IOException {
        if (compressor == null) {
            ByteArrayOutputStream body = new ByteArrayOutputStream(length);
            request.writeBinaryTo(body);
            return body.toByteArray();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (OutputStream packing = compressor.compress(body)) {
            request.writeBinaryTo(packing);
        }
        return body.toByteArray();
    }

    /** Nothing is left to send. */
    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }

    /** Tells the exporter that it need not care any more. */
    private record Queued() implements Response {

        @Override
        public int statusCode() {
            return ACCEPTED;
        }

        @Override
        public String statusMessage() {
            return "queued";
        }

        @Override
        public byte[] responseBody() {
            return new byte[0];
        }
    }
}
