package io.darwinexporter.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.runtime.QuarkusApplication;

/**
 * A run of the program from which the class-data archive is made: it starts as ever, asks itself for every page, the way
 * Prometheus and people do, and stops. The JVM notes which classes that takes.
 */
public final class Rehearsal implements QuarkusApplication {

    /** The system property that asks for it; set by the start script. */
    private static final String PROPERTY = "darwin-exporter.rehearsal";

    private static final List<String> REQUESTS = List.of(
            request("/metrics", "text/plain;version=0.0.4", "gzip"),
            request("/metrics", "application/openmetrics-text;version=1.0.0", "identity"),
            request("/", "text/html", "gzip"),
            request("/q/health", "*/*", "identity"),
            request("/q/metrics", "*/*", "identity"));

    static boolean isAskedFor() {
        return Boolean.getBoolean(PROPERTY);
    }

    @Override
    public int run(String... arguments) throws IOException {
        // Quarkus sets it to the port that it was given by the system.
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        for (String request : REQUESTS) {
            ask(port, request);
        }
        return 0;
    }

    private static void ask(int port, String request) throws IOException {
        // A plain socket: an HTTP client would put its own classes into the archive.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                throw new IOException(request.lines().findFirst().orElse("") + ": " + answer.lines().findFirst().orElse(""));
            }
        }
    }

    private static String request(String path, String accept, String encoding) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\nAccept-Encoding: " + encoding
                + "\r\nConnection: close\r\n\r\n";
    }
}
