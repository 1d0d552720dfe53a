package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.exposition.ResponseBody;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;

/** When a body is given back: not before the last of its bytes is on its way, and then without fail. */
class PacedBodyTest {

    /** More than the buffers of a socket take. */
    private static final int BODY_BYTES = 16 * 1024 * 1024;
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ResponseBody> sent = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = vertx.createHttpServer().requestHandler(request -> {
            byte[] bytes = new byte[BODY_BYTES];
            Arrays.fill(bytes, (byte) 'x');
            ResponseBody body = ResponseBody.of(bytes);
            request.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(BODY_BYTES));
            PacedBody.send(vertx, request.connection(), request.response(), body);
            sent.add(body);
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void heldWhileTheClientDoesNotReadAndGivenBackWhenItHas() throws Exception {
        try (Socket client = request()) {
            ResponseBody body = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(body.isHeld()).isTrue();

            InputStream in = client.getInputStream();
            in.readNBytes(BODY_BYTES / 4);
            assertThat(body.isHeld()).isTrue();

            in.readNBytes(BODY_BYTES / 4 * 3);
            awaitGivenBack(body);
        }
    }

    @Test
    void givenBackWhenTheClientGoesAway() throws Exception {
        ResponseBody body;
        try (Socket client = request()) {
            body = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(client.getInputStream().read()).isNotNegative();
            assertThat(body.isHeld()).isTrue();
        }
        awaitGivenBack(body);
    }

    private Socket request() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void awaitGivenBack(ResponseBody body) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (body.isHeld() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertThat(body.isHeld()).isFalse();
    }
}
