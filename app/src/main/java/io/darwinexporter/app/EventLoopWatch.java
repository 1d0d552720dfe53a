package io.darwinexporter.app;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Ends the program when a thread that serves connections has died: of an OutOfMemoryError, mostly, in Netty's own code, where
 * nothing else catches it. Netty starts no other in its place, so that connections would hang for good, those that ask for
 * liveness as likely as others; and stopping would wait for it. Whoever supervises the program starts it anew.
 */
@Singleton
public class EventLoopWatch {

    private static final int EXIT_CODE = 3;
    private static final long PERIOD_MILLIS = 2_000;

    private final Vertx vertx;
    private @Nullable Thread watch;

    EventLoopWatch(Vertx vertx) {
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        VertxInternal internal = (VertxInternal) vertx;
        List<EventExecutor> loops = new ArrayList<>();
        internal.getEventLoopGroup().forEach(loops::add);
        internal.getAcceptorEventLoopGroup().forEach(loops::add);
        EventExecutor[] watched = loops.toArray(EventExecutor[]::new);
        Thread thread = new Thread(() -> watch(watched), "darwin-exporter-watch");
        thread.setDaemon(true);
        thread.start();
        watch = thread;
    }

    /** They end in an orderly stop, too. */
    void stop(@Observes ShutdownEvent event) {
        Thread thread = watch;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Allocates nothing while all is well, nor when it is not. */
    private static void watch(EventExecutor[] loops) {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                for (EventExecutor loop : loops) {
                    if (loop.isTerminated()) {
                        Runtime.getRuntime().halt(EXIT_CODE);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
