package io.darwinexporter.app.web;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets a request pass that comes with a right password, and any as long as there are no users. Liveness is for those who only
 * have to know whether to start the program anew, and have no password.
 */
final class BasicAuthentication implements Handler<RoutingContext> {

    private static final String OPEN = "/q/health/live";
    private static final String CHALLENGE = "Basic realm=\"darwin-exporter\", charset=\"UTF-8\"";
    /** Who sends more passwords at once than these is guessing. */
    private static final int MOST_WAITING = 16;

    private final Supplier<Users> known;
    private final WorkerExecutor worker;
    /** Passwords that wait for their bcrypt, from all event loops. */
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param known who may come in, at any time
     * @param worker where passwords are checked; its threads are what guessing may cost of the CPU
     */
    BasicAuthentication(Supplier<Users> known, WorkerExecutor worker) {
        this.known = known;
        this.worker = worker;
    }

    @Override
    public void handle(RoutingContext context) {
        Users users = known.get();
        if (users.isEmpty() || OPEN.equals(context.normalizedPath())) {
            context.next();
            return;
        }
        Credentials given = Credentials.of(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (given == null) {
            refuse(context);
        } else if (users.isRemembered(given)) {
            context.next();
        } else if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            context.response().setStatusCode(503).putHeader(HttpHeaders.RETRY_AFTER, "1").end();
        } else {
            verify(context, users, given);
        }
    }

    private void verify(RoutingContext context, Users users, Credentials given) {
        // Else the body would be gone when the one who wants it comes.
        context.request().pause();
        worker.executeBlocking(() -> users.verify(given), false).onComplete(verified -> {
            waiting.decrementAndGet();
            context.request().resume();
            if (verified.failed()) {
                context.fail(verified.cause());
            } else if (verified.result()) {
                context.next();
            } else {
                refuse(context);
            }
        });
    }

    private static void refuse(RoutingContext context) {
        context.response().setStatusCode(401).putHeader("WWW-Authenticate", CHALLENGE).end();
    }
}
