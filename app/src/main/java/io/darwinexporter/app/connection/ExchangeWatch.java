package io.darwinexporter.app.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Tells a {@link RequestGate}, from behind the decoder, when a request begins and when the answer to it has been sent. */
final class ExchangeWatch extends ChannelDuplexHandler {

    private final RequestGate gate;
    private final ChannelHandlerContext gateContext;

    ExchangeWatch(RequestGate gate, ChannelHandlerContext gateContext) {
        this.gate = gate;
        this.gateContext = gateContext;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !gate.begin(gateContext, request)) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            context.write(message, promise.unvoid().addListener(written -> gate.end(gateContext)));
        } else {
            context.write(message, promise);
        }
    }

    /** "100 Continue", behind which the answer is still to come. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
