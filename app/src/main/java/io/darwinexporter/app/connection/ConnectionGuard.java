package io.darwinexporter.app.connection;

import jakarta.enterprise.inject.spi.CDI;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Has each connection that a server accepts guarded. This is Netty's hook for rules of an application, which are to hold
 * whatever library has opened the server. Netty makes the instance, of a class that is registered as a service.
 */
@RegisterForReflection(fields = false)
public final class ConnectionGuard extends ChannelInitializerExtension {

    private static final String USE_SERVICES = "serviceload";

    /** To be called before Netty is used. */
    public static void enable() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, USE_SERVICES);
    }

    /** Before the initializer of the server has done its work. On the thread that accepts connections. */
    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        CDI.current().select(Connections.class).get().guard(channel);
    }
}
