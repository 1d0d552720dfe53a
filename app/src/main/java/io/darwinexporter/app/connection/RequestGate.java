package io.darwinexporter.app.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.Future;

/**
 * Stands in a connection before what decodes HTTP/1. It hands on the head of a request (first line and headers) when it is
 * whole, the body as it comes, and nothing more before the answer has been sent.
 * <p>
 * So a head that comes slowly is kept as bytes and not as objects, which take up to thirty times as much; and of a client that
 * sends requests and does not read the answers, no more is read. Connections of HTTP/2 are let through, which has limits of
 * its own.
 * <p>
 * It counts what of answers is not sent yet, too. Everything on the event loop of the connection, but for what says otherwise.
 */
final class RequestGate extends ChannelDuplexHandler {

    private static final Logger LOG = Logger.getLogger(RequestGate.class);

    /** What a header takes as objects of Netty and Vert.x, beside its characters. */
    private static final int HEADER_BYTES = 150;
    /** And a request and its answer. */
    private static final int EXCHANGE_BYTES = 8 * 1024;
    private static final long NOTHING_UNSENT = Long.MAX_VALUE;
    private static final String TOO_MANY_HEADERS = "431 Request Header Fields Too Large";
    private static final String LENGTH_REQUIRED = "411 Length Required";
    private static final String UNAVAILABLE = "503 Service Unavailable";
    private static final String VERSION_NOT_SUPPORTED = "505 HTTP Version Not Supported";

    private final Channel channel;
    private final RequestLimits limits;
    private final OpenConnections connections;
    private final RequestMemory memory;

    private Stage stage = Stage.NEW;
    /** What has come and was not handed on yet. */
    private @Nullable ByteBuf held;
    private RequestHead head = new RequestHead();
    /** What the request takes of the memory. */
    private long takenBytes;
    private long bodyBytesToCome;
    /** The head that was handed on was one. */
    private boolean decoded;
    private boolean handingOn;
    private boolean readWithheld;
    private @Nullable Future<?> deadline;
    /** A request has been handed on, and the answer not been sent to its end. */
    private volatile boolean inExchange;
    private volatile long idleSinceNanos = System.nanoTime();
    private int unsentWrites;
    private boolean readerAwaited;
    /** When the client has last read something of what is sent to it; {@link #NOTHING_UNSENT} if there is nothing. */
    private volatile long stalledSinceNanos = NOTHING_UNSENT;

    private enum Stage {
        /** Nothing has come, and what will decode it may not be known yet. */
        NEW,
        HTTP_1,
        HTTP_2,
        /** Whatever comes is of no interest any more. */
        CLOSING
    }

    RequestGate(Channel channel, RequestLimits limits, OpenConnections connections, RequestMemory memory) {
        this.channel = channel;
        this.limits = limits;
        this.connections = connections;
        this.memory = memory;
    }

    /**
     * Takes its place in a connection, when the server has put into it what it knows by then: everything, or TLS, behind which
     * what decodes HTTP is put when TLS has told which version of it.
     */
    void join() {
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
        if (decoder == null) {
            pipeline.addLast(this);
        } else {
            pipeline.addBefore(decoder.name(), null, this);
        }
    }

    /**
     * Ends the connection at once: what is not sent, here or in the kernel, is not going to be. On any thread. Never in the
     * midst of a call by Netty, which may be one for another connection.
     */
    void abort() {
        channel.eventLoop().execute(() -> {
            if (channel.isOpen()) {
                stage = Stage.CLOSING;
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                // Not by way of TLS and Vert.x, which would wait for the client.
                channel.pipeline().firstContext().close();
            }
        });
    }

    /** For how long it has had nothing to do; negative while a request is being answered. On any thread. */
    long idleNanos(long nowNanos) {
        return inExchange ? -1 : nowNanos - idleSinceNanos;
    }

    /** For how long its client has read nothing of what is sent to it; negative if there is nothing. On any thread. */
    long stalledNanos(long nowNanos) {
        long since = stalledSinceNanos;
        return since == NOTHING_UNSENT ? -1 : nowNanos - since;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        startDeadline(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stage = Stage.CLOSING;
        cancelDeadline();
        forgetBytes();
        takeMemory(0);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (stage == Stage.NEW) {
            begin(context);
        }
        ByteBuf bytes = (ByteBuf) message;
        switch (stage) {
            case HTTP_1 -> {
                held = held == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, bytes);
                handOn(context);
            }
            case HTTP_2 -> {
                idleSinceNanos = System.nanoTime();
                context.fireChannelRead(bytes);
            }
            default -> bytes.release();
        }
    }

    /** Before the first byte of a connection is handed on. */
    private void begin(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
        if (encoder != null) {
            stage = Stage.HTTP_1;
            pipeline.addAfter(encoder.name(), null, new ExchangeWatch(this, context));
        } else if (pipeline.get(Http2ConnectionHandler.class) != null) {
            stage = Stage.HTTP_2;
            cancelDeadline();
        } else {
            LOG.errorf("Neither HTTP/1 nor HTTP/2, closed: %s", pipeline.names());
            abort();
        }
    }

    private void handOn(ChannelHandlerContext context) {
        handingOn = true;
        boolean progress = true;
        while (progress && stage == Stage.HTTP_1 && held != null && held.isReadable()) {
            progress = bodyBytesToCome > 0 ? handOnBody(context, held) : !inExchange && handOnHead(context, held);
        }
        handingOn = false;
        if (held != null && (!held.isReadable() || stage == Stage.CLOSING)) {
            forgetBytes();
        }
    }

    private boolean handOnBody(ChannelHandlerContext context, ByteBuf bytes) {
        int length = (int) Math.min(bodyBytesToCome, bytes.readableBytes());
        bodyBytesToCome -= length;
        if (bodyBytesToCome == 0) {
            cancelDeadline();
        }
        context.fireChannelRead(bytes.readRetainedSlice(length));
        return true;
    }

    /** Whether there was one, or at least enough to know that it is none. */
    private boolean handOnHead(ChannelHandlerContext context, ByteBuf bytes) {
        if (head.isAwaited()) {
            skipBlanks(bytes);
            if (!bytes.isReadable()) {
                return false;
            }
            startDeadline(context);
        }
        int length = head.lengthIn(bytes);
        if (head.headers() > limits.headers()) {
            refuse(context, TOO_MANY_HEADERS);
            return false;
        }
        if (length < 0 && bytes.readableBytes() > limits.headBytes()) {
            // The decoder has the right answer to it.
            length = bytes.readableBytes();
        }
        boolean enough = length >= 0;
        if (!takeMemory(enough ? EXCHANGE_BYTES + length + (long) HEADER_BYTES * head.headers() : bytes.capacity())) {
            // Not for this request any more, but for the next one.
            connections.giveUpSlowest();
            refuse(context, UNAVAILABLE);
            return false;
        }
        if (enough) {
            decode(context, bytes.readRetainedSlice(length));
        }
        return enough;
    }

    /** As the decoder does before a head. */
    private static void skipBlanks(ByteBuf bytes) {
        while (bytes.isReadable() && bytes.getUnsignedByte(bytes.readerIndex()) <= ' ') {
            bytes.skipBytes(1);
        }
    }

    private void decode(ChannelHandlerContext context, ByteBuf bytes) {
        head = new RequestHead();
        decoded = false;
        context.fireChannelRead(bytes);
        if (!decoded) {
            // The end of a head for this class, and not for the decoder: what comes next could be anything.
            stage = Stage.CLOSING;
            abort();
        } else if (bodyBytesToCome == 0) {
            cancelDeadline();
        }
    }

    /**
     * The decoder has found a request in what was handed on.
     *
     * @return whether to answer it; else that is done
     */
    boolean begin(ChannelHandlerContext context, HttpRequest request) {
        decoded = true;
        if (request.protocolVersion().majorVersion() != 1) {
            // The preface of HTTP/2 in plain text, say, on which Vert.x would log an error.
            refuse(context, VERSION_NOT_SUPPORTED);
            return false;
        }
        if (HttpUtil.isTransferEncodingChunked(request)) {
            refuse(context, LENGTH_REQUIRED);
            return false;
        }
        inExchange = true;
        bodyBytesToCome = request.decoderResult().isSuccess() ? HttpUtil.getContentLength(request, 0L) : 0;
        return true;
    }

    /** The answer has been sent to its end. */
    void end(ChannelHandlerContext context) {
        takeMemory(0);
        idleSinceNanos = System.nanoTime();
        inExchange = false;
        if (!handingOn && held != null) {
            handOn(context);
            context.fireChannelReadComplete();
        }
        if (readWithheld) {
            readWithheld = false;
            read(context);
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (inExchange && held != null) {
            readWithheld = true;
        } else {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            int length = bytes.readableBytes();
            if (unsentWrites++ == 0) {
                stalledSinceNanos = System.nanoTime();
            }
            if (!connections.unsent(length)) {
                abort();
            }
            awaitReader(context);
            context.write(message, promise.unvoid().addListener(written -> written(length)));
        } else {
            context.write(message, promise);
        }
    }

    /** Or given up with the connection. */
    private void written(int length) {
        connections.sent(length);
        unsentWrites--;
        stalledSinceNanos = unsentWrites == 0 ? NOTHING_UNSENT : System.nanoTime();
    }

    /** Looks from time to time whether the client reads, until all is sent. */
    private void awaitReader(ChannelHandlerContext context) {
        if (!readerAwaited && limits.readNanos() > 0) {
            readerAwaited = true;
            lookAtReader(context, limits.readNanos());
        }
    }

    private void lookAtReader(ChannelHandlerContext context, long laterNanos) {
        context.executor().schedule(() -> {
            long left = limits.readNanos() - stalledNanos(System.nanoTime());
            if (unsentWrites == 0) {
                readerAwaited = false;
            } else if (left <= 0) {
                abort();
            } else {
                lookAtReader(context, left);
            }
        }, laterNanos, TimeUnit.NANOSECONDS);
    }

    private void refuse(ChannelHandlerContext context, String status) {
        stage = Stage.CLOSING;
        String answer = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        context.writeAndFlush(Unpooled.copiedBuffer(answer, US_ASCII)).addListener(ChannelFutureListener.CLOSE);
    }

    private void startDeadline(ChannelHandlerContext context) {
        if (deadline == null && limits.requestNanos() > 0) {
            deadline = context.executor().schedule(this::abort, limits.requestNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private boolean takeMemory(long bytes) {
        boolean taken = memory.take(takenBytes, bytes);
        if (taken) {
            takenBytes = bytes;
        }
        return taken;
    }

    private void forgetBytes() {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
