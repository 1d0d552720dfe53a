package io.darwinexporter.app.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;

class OpenConnectionsTest {

    private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

    private final OpenConnections connections = new OpenConnections(2, 1_000);
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void close() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void oneTooManyTakesThePlaceOfTheOneThatHasBeenIdleForLongest() {
        assertThat(open()).isTrue();
        assertThat(open()).isTrue();
        channels.get(0).writeInbound(Unpooled.copiedBuffer(REQUEST, US_ASCII));

        assertThat(open()).isTrue();

        assertThat(isOpen(0)).as("being answered").isTrue();
        assertThat(isOpen(1)).isFalse();
        assertThat(isOpen(2)).isTrue();
    }

    @Test
    void nobodyIsClosedWhoIsBeingAnswered() {
        for (int i = 0; i < 2; i++) {
            assertThat(open()).isTrue();
            channels.get(i).writeInbound(Unpooled.copiedBuffer(REQUEST, US_ASCII));
        }

        assertThat(open()).isFalse();

        assertThat(isOpen(0)).isTrue();
        assertThat(isOpen(1)).isTrue();
    }

    @Test
    void inARushThereIsRoomForTwiceAsMuch() {
        assertThat(connections.unsent(1_000)).isTrue();
        assertThat(connections.unsent(1_000)).isTrue();
        assertThat(connections.unsent(1)).isFalse();

        connections.sent(1);

        assertThat(connections.unsent(1)).isFalse();
        connections.sent(1_001);
        assertThat(connections.unsent(1)).isTrue();
    }

    private boolean open() {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder(), new HttpResponseEncoder());
        RequestGate gate = new RequestGate(channel, new RequestLimits(0, 0, 1_000, 5), connections,
                new RequestMemory(1_000_000));
        gate.join();
        channels.add(channel);
        return connections.add(gate);
    }

    private boolean isOpen(int index) {
        channels.get(index).runPendingTasks();
        return channels.get(index).isOpen();
    }
}
