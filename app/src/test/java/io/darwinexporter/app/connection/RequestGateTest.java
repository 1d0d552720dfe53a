package io.darwinexporter.app.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/** The gate with Netty's own decoder behind it, and a server that answers when the test says so. */
class RequestGateTest {

    private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final OpenConnections connections = new OpenConnections(10, 1_000_000);
    private final RequestMemory memory = new RequestMemory(1_000_000);
    private final Server server = new Server();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    RequestGateTest() {
        channel.freezeTime();
        channel.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder(), server);
        new RequestGate(channel, new RequestLimits(TIMEOUT_NANOS, TIMEOUT_NANOS, 1_000, 5), connections, memory).join();
    }

    /** Keeps requests, and counts the bytes of their bodies. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        private final List<String> requests = new ArrayList<>();
        private int bodyBytes;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                requests.add(request.method() + " " + request.uri() + " " + request.decoderResult().isSuccess());
            }
            if (message instanceof HttpContent content) {
                bodyBytes += content.content().readableBytes();
            }
            ReferenceCountUtil.release(message);
        }
    }

    @AfterEach
    void nothingIsKept() {
        channel.finishAndReleaseAll();
        assertThat(memory.takenBytes()).isZero();
    }

    @Test
    void headIsHandedOnWhenItIsWhole() {
        for (int i = 0; i < REQUEST.length() - 1; i++) {
            send(REQUEST.substring(i, i + 1));
            assertThat(server.requests).isEmpty();
        }

        send("\n");

        assertThat(server.requests).containsExactly("GET /metrics true");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\r\n\r\n" + REQUEST, " \t" + REQUEST })
    void headsMayBeWrittenAsTheDecoderAllows(String request) {
        send(request);

        assertThat(server.requests).containsExactly("GET /metrics true");
    }

    @Test
    void nextRequestWaitsForTheAnswer() {
        send(REQUEST + "GET /second HTTP/1.1\r\n\r\n" + "GET /third");
        assertThat(server.requests).hasSize(1);

        answer(HttpResponseStatus.CONTINUE);
        assertThat(server.requests).hasSize(1);

        answer(HttpResponseStatus.OK);
        assertThat(server.requests).containsExactly("GET /metrics true", "GET /second true");

        send(" HTTP/1.1\r\n\r\n");
        assertThat(server.requests).hasSize(2);

        answer(HttpResponseStatus.OK);
        assertThat(server.requests).hasSize(3).endsWith("GET /third true");
    }

    @Test
    void bodyIsHandedOnAndWhatFollowsIsARequest() {
        send("POST /reload HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
        assertThat(server.bodyBytes).isEqualTo(5);

        send("67890" + REQUEST);
        assertThat(server.bodyBytes).isEqualTo(10);
        assertThat(server.requests).hasSize(1);

        answer(HttpResponseStatus.OK);
        assertThat(server.requests).containsExactly("POST /reload true", "GET /metrics true");
    }

    @Test
    void bodyOfUnknownLengthIsRefused() {
        send("POST /reload HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n");

        assertThat(server.requests).isEmpty();
        assertThat(written()).startsWith("HTTP/1.1 411 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void otherVersionsOfHttpAreRefused() {
        send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(written()).startsWith("HTTP/1.1 505 ");
        assertThat(channel.isOpen()).isFalse();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void tooManyHeadersAreRefusedAtOnce() {
        send("GET /metrics HTTP/1.1\r\n" + "a: b\r\n".repeat(5));
        assertThat(channel.isOpen()).isTrue();

        send("a: b\r\n");

        assertThat(written()).startsWith("HTTP/1.1 431 ");
        assertThat(channel.isOpen()).isFalse();
        assertThat(server.requests).isEmpty();
    }

    /** Which says whether it is the line or the headers. */
    @Test
    void tooLargeHeadIsLeftToTheDecoder() {
        send("GET /" + "x".repeat(10_000));

        assertThat(server.requests).singleElement().asString().endsWith("false");
    }

    @Test
    void firstRequestHasToComeInTime() {
        pass(TIMEOUT_NANOS - 1);
        assertThat(channel.isOpen()).isTrue();

        pass(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void bytesNowAndThenDoNotHelp() {
        for (int i = 0; i < 10; i++) {
            send("x");
            pass(TIMEOUT_NANOS / 10);
        }

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void bodyHasToComeInTimeEvenIfTheAnswerIsThere() {
        send("POST /reload HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
        answer(HttpResponseStatus.METHOD_NOT_ALLOWED);
        assertThat(channel.isOpen()).isTrue();

        pass(TIMEOUT_NANOS);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void answerAndWhatIsBetweenRequestsMayTakeLonger() {
        send(REQUEST);
        pass(TIMEOUT_NANOS * 2);
        answer(HttpResponseStatus.OK);
        pass(TIMEOUT_NANOS * 2);
        assertThat(channel.isOpen()).isTrue();

        send("GET ");
        pass(TIMEOUT_NANOS);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void requestsThatNeedTooMuchTogetherAreRefused() {
        assertThat(memory.take(0, 30_000)).isTrue();
        long others = 30_000;
        while (memory.take(0, 8_000)) {
            others += 8_000;
        }

        send(REQUEST);

        assertThat(server.requests).isEmpty();
        assertThat(written()).startsWith("HTTP/1.1 503 ");
        assertThat(memory.take(others, 0)).isTrue();
    }

    @Test
    void connectionIsBusyUntilTheAnswerIsSent() {
        EmbeddedChannel other = new EmbeddedChannel();
        RequestGate gate = new RequestGate(other, new RequestLimits(0, 0, 1_000, 5), connections, memory);
        other.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder());
        gate.join();
        assertThat(gate.idleNanos(System.nanoTime())).isNotNegative();

        other.writeInbound(bytes(REQUEST));
        assertThat(gate.idleNanos(System.nanoTime())).isNegative();

        other.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        assertThat(gate.idleNanos(System.nanoTime())).isNotNegative();
        assertThat(gate.stalledNanos(System.nanoTime())).isNegative();
        other.finishAndReleaseAll();
    }

    private void send(String text) {
        channel.writeInbound(bytes(text));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        channel.runPendingTasks();
    }

    private void pass(long nanos) {
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private String written() {
        ByteBuf written = channel.readOutbound();
        try {
            return written.toString(US_ASCII);
        } finally {
            written.release();
        }
    }
}
