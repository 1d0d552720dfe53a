package io.darwinexporter.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do what they should not, all on one exporter, which must not care. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "a large answer is made up in a /proc")
class BadClientsIT {

    private static final int SCRAPES = 15;
    /** A machine that runs tests has other things to do: only what is far off is a failure. */
    private static final int MUCH_SLOWER = 5;
    private static final long SLACK_NANOS = 50_000_000;
    /** Half of what its heap may grow to without need, see jvm.args. */
    private static final long MUCH_MORE_KIBIBYTES = 32 * 1024;

    @TempDir
    static Path folder;

    private static RunningProgram program;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        // A text of some megabytes, more than fits into the buffers of a connection several times over.
        Path procfs = FakeProc.make(folder.resolve("proc"), 1_000, 1_000);
        program = Program.in(folder).start("-Dquarkus.darwin-exporter.procfs=" + procfs,
                "-Dquarkus.darwin-exporter.min-age=0s");
        for (int i = 0; i < SCRAPES; i++) {
            program.get("/metrics");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        program.close();
    }

    @AfterEach
    void closeSocketsAndScrape() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        assertThat(program.get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void thousandHalfRequestsDoNotDelayScrapes() throws Exception {
        long usual = medianScrapeNanos();

        for (int i = 0; i < 1_000; i++) {
            send(connect(), "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Half: ");
        }

        assertThat(medianScrapeNanos()).isLessThan(MUCH_SLOWER * usual + SLACK_NANOS);
    }

    @Test
    void readersThatStallDoNotDelayScrapes() throws Exception {
        long usual = medianScrapeNanos();

        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", program.port()));
            sockets.add(socket);
            send(socket, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10));
        }

        assertThat(medianScrapeNanos()).isLessThan(MUCH_SLOWER * usual + SLACK_NANOS);
    }

    @Test
    void hundredKilobytesOfHeadersAreRefused() throws Exception {
        Socket socket = connect();
        sendAsMuchAsItTakes(socket, "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(100 * 1024) + "\r\n\r\n");

        assertThat(statusLine(socket)).matches("HTTP/1.[01] (431|400) .*");
    }

    @Test
    void mebibyteOfHeadersIsRefused() throws Exception {
        long before = program.residentKibibytes();

        for (int i = 0; i < 50; i++) {
            Socket socket = connect();
            sendAsMuchAsItTakes(socket,
                    "GET /metrics HTTP/1.1\r\nHost: x\r\n" + ("X-A: " + "x".repeat(1019) + "\r\n").repeat(1024)
                            + "\r\n");
            assertThat(statusLine(socket)).matches("|HTTP/1.[01] (431|400) .*");
        }

        assertThat(program.residentKibibytes()).isLessThan(before + MUCH_MORE_KIBIBYTES);
    }

    /** Their headers are kept until the rest comes, which never does. */
    @Test
    void twoThousandHalfRequestsFitIntoTheHeap() throws Exception {
        String half = "GET /metrics HTTP/1.1\r\nHost: x\r\n" + ("X-A: " + "x".repeat(100) + "\r\n").repeat(70);
        long before = program.residentKibibytes();

        for (int i = 0; i < 2_000; i++) {
            send(connect(), half);
        }

        assertThat(program.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(program.residentKibibytes()).isLessThan(before + MUCH_MORE_KIBIBYTES);
    }

    @Test
    void garbageBehindARequestEndsTheConnection() throws Exception {
        Random random = new Random(1053);
        byte[] garbage = new byte[100_000];
        random.nextBytes(garbage);
        Socket socket = connect();
        sendAsMuchAsItTakes(socket, "HEAD /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3) + "\0"
                + new String(garbage, ISO_8859_1) + "\r\n\r\n");

        String answers = untilClosed(socket);
        // Those before the garbage may be answered, what is in it is not.
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSizeBetween(1, 4);
    }

    @Test
    void bodyLargerThanAnyIsRefused() throws Exception {
        Socket socket = connect();
        send(socket, "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");

        assertThat(statusLine(socket)).matches("HTTP/1.1 (405|413) .*");
    }

    @Test
    void endlessRequestLineIsRefused() throws Exception {
        Socket socket = connect();
        sendAsMuchAsItTakes(socket, "GET /" + "x".repeat(100 * 1024) + " HTTP/1.1\r\n\r\n");

        assertThat(statusLine(socket)).matches("HTTP/1.[01] (414|400) .*");
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW" })
    void otherMethodsAreRefused(String method) throws Exception {
        Socket socket = connect();
        send(socket, method + " /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

        assertThat(statusLine(socket)).matches("HTTP/1.1 (405|501) .*");
    }

    @Test
    void headIsAnsweredWithoutBody() throws Exception {
        HttpResponse<String> head = program.send("HEAD", "/metrics");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("content-length").orElse(0)).isGreaterThan(1_000_000);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void unknownPathIsNotFound() throws Exception {
        assertThat(program.get("/metrics/../etc/passwd").statusCode()).isEqualTo(404);
        assertThat(program.get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void garbageIsNotAnswered() throws Exception {
        byte[] garbage = new byte[10_000];
        Random random = new Random(1053);
        for (int i = 0; i < 50; i++) {
            random.nextBytes(garbage);
            Socket socket = connect();
            sendAsMuchAsItTakes(socket, new String(garbage, ISO_8859_1) + "\r\n\r\n");
            assertThat(statusLine(socket)).matches("|HTTP/1.[01] (400|414|431|501|505) .*");
        }
    }

    private static long medianScrapeNanos() throws Exception {
        long[] nanos = new long[SCRAPES];
        for (int i = 0; i < SCRAPES; i++) {
            long start = System.nanoTime();
            assertThat(program.get("/metrics").statusCode()).isEqualTo(200);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[SCRAPES / 2];
    }

    private Socket connect() throws IOException {
        Socket socket = program.connect();
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The other side may close as soon as it has seen enough. */
    private static void sendAsMuchAsItTakes(Socket socket, String text) throws IOException {
        try {
            send(socket, text);
        } catch (SocketException closed) {
            // What it had to say before that is read next.
        }
    }

    private static String untilClosed(Socket socket) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answers);
        } catch (SocketException reset) {
            // Closed with unread input on the other side.
        }
        return answers.toString(ISO_8859_1);
    }

    /** The first line of the answer; empty if the connection is closed without one. */
    private static String statusLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read(); c != -1 && c != '\r'; c = socket.getInputStream().read()) {
                line.append((char) c);
            }
        } catch (SocketException reset) {
            // Closed with unread input on the other side.
        }
        return line.toString();
    }
}
