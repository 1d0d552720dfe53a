package io.darwinexporter.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.app.web.Certificates;

/**
 * Clients that take their time, hundreds and thousands of them, in plain text and over TLS. They are cut off, others are served
 * meanwhile, and all together cost little memory.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "a large answer is made up in a /proc")
class SlowClientsIT {

    private static final int READERS = 500;
    private static final int SENDERS = 2_000;
    private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: x\r\n";
    /**
     * What the process may grow by: the answers that wait in its direct memory, up to 16 MiB, and what the heap takes for
     * garbage. Without limits it would be the whole heap of 64 MiB and its end, see jvm.args.
     */
    private static final long GROWTH_KIBIBYTES = 48 * 1024;
    private static final long GROWTH_WITH_TLS_KIBIBYTES = 112 * 1024;

    @TempDir
    static Path folder;

    private static RunningProgram plain;
    private static RunningProgram withTls;
    private static SSLContext client;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Path procfs = FakeProc.make(folder.resolve("proc"), 1_000, 1_000);
        client = Certificates.make(folder).issue("server").client("");
        String[] arguments = { "-Dquarkus.darwin-exporter.procfs=" + procfs, "-Ddarwin-exporter.connections.read-timeout=3s" };
        plain = Program.in(folder).start(arguments);
        Files.writeString(folder.resolve("web.yml"), "tls_server_config: {cert_file: server.crt, key_file: server.key}\n");
        withTls = Program.in(folder).start(arguments[0], arguments[1], "--web.config.file", "web.yml");
    }

    @AfterAll
    static void stop() throws Exception {
        plain.close();
        withTls.close();
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({ "false,identity", "false,gzip", "true,identity", "true,gzip" })
    void readersThatDoNotReadAreCutOffAndOthersServed(boolean tls, String encoding) throws Exception {
        assertThatOthersAreServed(tls);
        long before = residentKibibytes(tls);

        for (int i = 0; i < READERS; i++) {
            Socket socket = connect(tls, 4096);
            // The second answer does not fit into what the kernel keeps, even if it is compressed.
            send(socket, (REQUEST + "Accept-Encoding: " + encoding + "\r\n\r\n").repeat(20));
        }

        assertThatOthersAreServed(tls);
        assertThatMemoryIsFlat(before, tls);
        // Reading now would only be slow, and be answered.
        Thread.sleep(5_000);
        assertThatAllAreClosed();
        assertThatOthersAreServed(tls);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void requestsThatDoNotEndAreCutOffAndOthersServed(boolean tls) throws Exception {
        assertThatOthersAreServed(tls);
        long before = residentKibibytes(tls);

        for (int i = 0; i < SENDERS; i++) {
            send(connect(tls, 0), REQUEST + "a:b\r\n".repeat(90));
        }

        assertThatOthersAreServed(tls);
        assertThatMemoryIsFlat(before, tls);
        assertThatAllAreClosed();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void connectionsWithoutARequestAreCutOffAndOthersServed(boolean tls) throws Exception {
        assertThatOthersAreServed(tls);
        long before = residentKibibytes(tls);

        for (int i = 0; i < SENDERS; i++) {
            // In the case of TLS, they do not even shake hands.
            connect(false, 0, tls ? withTls : plain);
        }

        assertThatOthersAreServed(tls);
        assertThatMemoryIsFlat(before, tls);
        assertThatAllAreClosed();
    }

    @Test
    void bytesNowAndThenDoNotKeepAConnection() throws Exception {
        Socket socket = connect(false, 0);
        long start = System.nanoTime();
        boolean open = true;
        while (open && System.nanoTime() - start < 30_000_000_000L) {
            try {
                send(socket, "x");
                Thread.sleep(500);
            } catch (SocketException closed) {
                open = false;
            }
        }
        assertThat(open).isFalse();
    }

    @Test
    void moreConnectionsThanThereMayBeTakeThePlaceOfIdleOnes() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            connect(false, 0);
        }

        assertThatOthersAreServed(false);
        assertThat(untilClosed(sockets.get(0))).isEmpty();
    }

    @Test
    void manyHeadersAreRefused() throws Exception {
        for (boolean tls : new boolean[] { false, true }) {
            Socket socket = connect(tls, 0);
            send(socket, REQUEST + "a:b\r\n".repeat(100));

            assertThat(untilClosed(socket)).startsWith("HTTP/1.1 431 ");
        }
    }

    private static void assertThatOthersAreServed(boolean tls) throws IOException {
        for (int i = 0; i < 3; i++) {
            try (Socket socket = connected(tls, 0, program(tls))) {
                send(socket, REQUEST + "Connection: close\r\n\r\n");
                assertThat(untilClosed(socket)).startsWith("HTTP/1.1 200 OK").contains("groupname=\"fake-999\"");
            }
        }
    }

    private static void assertThatMemoryIsFlat(long beforeKibibytes, boolean tls) throws IOException {
        assertThat(residentKibibytes(tls) - beforeKibibytes)
                .isLessThan(tls ? GROWTH_WITH_TLS_KIBIBYTES : GROWTH_KIBIBYTES);
    }

    /** A connection that is not closed would have nothing more to read, for longer than a read waits. */
    private void assertThatAllAreClosed() throws Exception {
        for (Socket socket : sockets) {
            socket.setSoTimeout(15_000);
            untilClosed(socket);
        }
    }

    private static RunningProgram program(boolean tls) {
        return tls ? withTls : plain;
    }

    private static long residentKibibytes(boolean tls) throws IOException {
        return program(tls).residentKibibytes();
    }

    private Socket connect(boolean tls, int receiveBytes) throws IOException {
        return connect(tls, receiveBytes, program(tls));
    }

    private Socket connect(boolean tls, int receiveBytes, RunningProgram program) throws IOException {
        Socket socket = connected(tls, receiveBytes, program);
        sockets.add(socket);
        return socket;
    }

    private static Socket connected(boolean tls, int receiveBytes, RunningProgram program) throws IOException {
        Socket socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", program.port()), 10_000);
        socket.setSoTimeout(30_000);
        return tls ? client.getSocketFactory().createSocket(socket, "127.0.0.1", program.port(), true) : socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String untilClosed(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.append(new String(buffer, 0, read, ISO_8859_1));
            }
        } catch (SocketException | SSLException reset) {
            // As good an end as any.
        }
        return answer.toString();
    }
}
