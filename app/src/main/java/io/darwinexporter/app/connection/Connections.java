package io.darwinexporter.app.connection;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/** Guards connections: counts them, and puts a {@link RequestGate} into each. */
@Singleton
@Unremovable
class Connections implements HttpServerOptionsCustomizer {

    /** Of the heap, for requests that are not answered yet. Scrapers leave nearly all of it free. */
    private static final int REQUESTS_PART = 8;
    /** Of the direct memory, which is as large as the heap, for answers that are not read yet. */
    private static final int ANSWERS_PART = 4;
    /** Requests of scrapers come in one read or two, and nobody needs to be read faster. */
    private static final int LEAST_READ_BYTES = 64;
    private static final int FIRST_READ_BYTES = 1024;
    private static final int MOST_READ_BYTES = 4096;
    /** Of an answer that its client does not read, in the kernel, which would take some megabytes. */
    private static final int KERNEL_BYTES = 64 * 1024;
    /** And here: more is written when less than the first is not sent yet, until it is more than the second. */
    private static final WriteBufferWaterMark UNSENT_BYTES = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

    private final RequestLimits limits;
    private final OpenConnections open;
    private final RequestMemory memory;

    Connections(ConnectionSettings settings,
            @ConfigProperty(name = "quarkus.http.limits.max-initial-line-length") int lineBytes,
            @ConfigProperty(name = "quarkus.http.limits.max-header-size") MemorySize headers) {
        limits = new RequestLimits(settings.requestTimeout().toNanos(), settings.readTimeout().toNanos(),
                lineBytes + headers.asLongValue(), settings.maxHeaders());
        long heap = Runtime.getRuntime().maxMemory();
        open = new OpenConnections(settings.max(), heap / ANSWERS_PART);
        memory = new RequestMemory(heap / REQUESTS_PART);
    }

    /** HTTP/2 in plain text, which nobody speaks, would take over connections in the midst of HTTP/1. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }

    /** On any thread. */
    void guard(Channel channel) {
        ChannelConfig config = channel.config();
        config.setRecvByteBufAllocator(
                new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES).maxMessagesPerRead(1));
        config.setWriteBufferWaterMark(UNSENT_BYTES);
        config.setOption(ChannelOption.SO_SNDBUF, KERNEL_BYTES);
        // Behind the server's own initializer, so that this one's turn is when that has done its work.
        channel.pipeline().addLast(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel accepted) {
                admit(accepted);
            }
        });
    }

    private void admit(Channel accepted) {
        RequestGate gate = new RequestGate(accepted, limits, open, memory);
        if (open.add(gate)) {
            accepted.closeFuture().addListener(closed -> open.remove(gate));
            gate.join();
        } else {
            accepted.close();
        }
    }
}
