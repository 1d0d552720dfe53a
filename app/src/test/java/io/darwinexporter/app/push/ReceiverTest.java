package io.darwinexporter.app.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.darwinexporter.app.push.Answer.Outcome;
import io.opentelemetry.exporter.internal.http.HttpSenderConfig;
import io.vertx.core.Vertx;

/** Receivers that behave in no way that anybody has agreed on. Each test ends because the wait for an answer does. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReceiverTest {

    private static final byte[] BODY = { 1, 2, 3 };

    @AutoClose
    private static final Vertx VERTX = Vertx.vertx();

    @Test
    void headersAreSent() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            Answer answer = receiver(receiver.url() + "/x?y=z", Duration.ofSeconds(30)).send(new byte[0]);

            assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
            OtlpReceiver.Received received = receiver.take();
            assertThat(received.path()).isEqualTo("/x?y=z");
            assertThat(received.headers()).containsEntry("content-type", "application/x-protobuf")
                    .containsEntry("api-key", "given").doesNotContainKeys("upgrade", "http2-settings");
        }
    }

    @Test
    void addressMayBeOfTheSixthVersion() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            Thread server = new Thread(() -> {
                try (Socket connection = socket.accept()) {
                    connection.getOutputStream().write("HTTP/1.1 204 Fine\r\n\r\n".getBytes(US_ASCII));
                } catch (IOException e) {
                    // The answer will tell.
                }
            });
            server.start();

            Answer answer = receiver("http://[::1]:" + socket.getLocalPort() + "/x", Duration.ofSeconds(30)).send(BODY);

            server.join();
            assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        } catch (BindException e) {
            Assumptions.abort("this host has no IPv6");
        }
    }

    @Test
    void oneThatIsNotThereIsForLater() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Answer answer = receiver("http://127.0.0.1:" + port, Duration.ofSeconds(30)).send(BODY);

        assertThat(answer.outcome()).isEqualTo(Outcome.LATER);
        assertThat(answer.details()).containsIgnoringCase("refused");
    }

    @Test
    void oneThatNobodyKnowsIsForLater() throws Exception {
        Answer answer = receiver("http://no-such-host.invalid", Duration.ofSeconds(30)).send(BODY);

        assertThat(answer.outcome()).isEqualTo(Outcome.LATER);
        assertThat(answer.details()).contains("no-such-host");
    }

    @Test
    void oneThatNeverAnswersIsNotWaitedForLongerThanAllowed() throws Exception {
        assertThat(answerTo("").details()).startsWith("within ");
    }

    @Test
    void bodyThatNeverEndsIsNotWaitedForLongerThanAllowed() throws Exception {
        Answer answer = answerTo("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nbut");

        assertThat(answer.outcome()).isEqualTo(Outcome.LATER);
        assertThat(answer.details()).startsWith("within ");
    }

    @Test
    void otherProtocolsAreForLater() throws Exception {
        Answer answer = answerTo("220 mail.example ESMTP\r\n");

        assertThat(answer.outcome()).isEqualTo(Outcome.LATER);
        assertThat(answer.reason()).isEqualTo("no answer");
    }

    @Test
    void endlessBodyIsReadNoFurtherThanOfInterest() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread endless = new Thread(() -> pour(socket));
            endless.start();

            Answer answer = receiver("http://127.0.0.1:" + socket.getLocalPort(), Duration.ofSeconds(50)).send(BODY);

            assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(answer.reason()).isEqualTo("status 400");
            // It ends because the connection was closed.
            endless.join();
        }
    }

    private static void pour(ServerSocket socket) {
        try (Socket connection = socket.accept()) {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 400 No\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            byte[] much = new byte[64 * 1024];
            while (true) {
                out.write(much);
            }
        } catch (IOException closed) {
            // That is what the test is about.
        }
    }

    /** What becomes of a request to a receiver that says this, and then nothing. */
    private static Answer answerTo(String text) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread mute = new Thread(() -> {
                try (Socket connection = socket.accept()) {
                    connection.getOutputStream().write(text.getBytes(US_ASCII));
                    connection.getOutputStream().flush();
                    while (connection.getInputStream().read() >= 0) {
                        // Until the client gives up.
                    }
                } catch (IOException closed) {
                    // As good an end as any.
                }
            });
            mute.start();
            Answer answer = receiver("http://127.0.0.1:" + socket.getLocalPort(), Duration.ofMillis(300)).send(BODY);
            mute.join();
            return answer;
        }
    }

    private static Receiver receiver(String url, Duration timeout) {
        return new Receiver(VERTX, HttpSenderConfig.create(url, null, false, "application/x-protobuf", timeout.toNanos(),
                TimeUnit.SECONDS.toNanos(10), () -> Map.of("api-key", List.of("given", "the exporter's")), null, null, null,
                null,
                null), TlsFiles.NONE);
    }
}
