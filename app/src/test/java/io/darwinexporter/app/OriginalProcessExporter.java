package io.darwinexporter.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** process-exporter as Debian has it, running. */
final class OriginalProcessExporter implements AutoCloseable {

    private static final String COMMAND = "prometheus-process-exporter";
    private static final int PATIENCE_SECONDS = 30;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private OriginalProcessExporter(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it, and waits until it answers. */
    static OriginalProcessExporter start(Path rules, String... flags) throws IOException, InterruptedException {
        Tool.find(COMMAND, "Debian package prometheus-process-exporter", "-version");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(
                List.of(COMMAND, "-config.path", rules.toString(), "-web.listen-address", "127.0.0.1:" + port));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        OriginalProcessExporter exporter = new OriginalProcessExporter(process, port);
        exporter.awaitAnswer();
        return exporter;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                scrape();
                return;
            } catch (ConnectException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        close();
        throw new AssertionError(COMMAND + " does not answer");
    }

    String scrape() throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
                BodyHandlers.ofString()).body();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
