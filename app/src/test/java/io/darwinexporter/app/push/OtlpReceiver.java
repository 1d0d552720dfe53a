package io.darwinexporter.app.push;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;

/**
 * A receiver of OTLP over HTTP that keeps what it gets, and answers as it is told: as it is told next, if that was
 * said, else it accepts.
 */
public final class OtlpReceiver implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final String PROTOBUF = "application/x-protobuf";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private volatile Reply otherwise = OtlpReceiver::accept;

    private OtlpReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * A request.
     *
     * @param headers by their names in lower case
     */
    public record Received(String path, Map<String, String> headers, ExportMetricsServiceRequest message, int bytes) {

        public PushedPoints points() {
            return PushedPoints.of(message);
        }
    }

    /** What is done with a request that has been read. */
    public interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    public static OtlpReceiver start() throws IOException {
        return startAt(0);
    }

    public static OtlpReceiver startAt(int port) throws IOException {
        return new OtlpReceiver(HttpServer.create(address(port), 0));
    }

    /** One that wants to see a certificate. */
    public static OtlpReceiver startTls(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(address(0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needy = context.getDefaultSSLParameters();
                needy.setNeedClientAuth(true);
                parameters.setSSLParameters(needy);
            }
        });
        return new OtlpReceiver(server);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port();
    }

    /** What it does with the next request of which nothing was said yet. */
    public void next(Reply reply) {
        replies.add(reply);
    }

    /** What it does with all requests of which nothing else is said. */
    public void otherwise(Reply reply) {
        otherwise = reply;
    }

    /** Accepts everything. */
    public static void accept(HttpExchange exchange) throws IOException {
        send(exchange, 200, PROTOBUF, ExportMetricsServiceResponse.getDefaultInstance().toByteArray());
    }

    /** Accepts all but some points. */
    public static Reply rejecting(long points, String message) {
        byte[] body = ExportMetricsServiceResponse.newBuilder()
                .setPartialSuccess(
                        ExportMetricsPartialSuccess.newBuilder().setRejectedDataPoints(points).setErrorMessage(message))
                .build().toByteArray();
        return exchange -> send(exchange, 200, PROTOBUF, body);
    }

    /** Answers with a status, a text, and headers: name, value, and so on. */
    public static Reply status(int status, String text, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            send(exchange, status, "text/plain", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        };
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT),
                    values.get(0)));
            received.add(new Received(exchange.getRequestURI().toString(), headers, decoded(body, headers), body.length));
            Reply reply = replies.poll();
            (reply == null ? otherwise : reply).to(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExportMetricsServiceRequest decoded(byte[] body, Map<String, String> headers) throws IOException {
        InputStream plain = new ByteArrayInputStream(body);
        if ("gzip".equals(headers.get("content-encoding"))) {
            plain = new GZIPInputStream(plain);
        }
        return ExportMetricsServiceRequest.parseFrom(plain);
    }

    /** Waits for a request, the first that was not returned yet. */
    public Received take() throws InterruptedException {
        Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was pushed");
        }
        return next;
    }

    /** All requests that are there and were not returned yet. */
    public List<Received> drain() {
        List<Received> all = new ArrayList<>();
        received.drainTo(all);
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
