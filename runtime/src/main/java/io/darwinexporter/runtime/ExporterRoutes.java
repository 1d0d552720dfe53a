package io.darwinexporter.runtime;

import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.exposition.NoRoomException;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.darwinexporter.internal.metric.Profile;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The metrics, at the configured path. Other pages of the exporter: {@link PageRoutes}, {@link ExplainRoute}.
 * <p>
 * Bodies are made by a worker thread of the exporter's own. One is enough, because collecting and rendering take turns anyway;
 * and as it does nothing else, scrapers that queue up take no thread away from the application. It never waits for a client:
 * a {@link PacedBody} is sent by the event loop.
 */
@Singleton
public class ExporterRoutes {

    /** The worker that makes bodies. Beans that ask for it by this name share it. */
    static final String WORKER = "darwin-exporter-scrape";

    private static final String GET_AND_HEAD = "GET, HEAD";
    private static final String PROFILE = "profile";
    /** By then, slow readers have been given up. */
    private static final String RETRY_AFTER_SECONDS = "10";

    private final ProcessExporter exporter;
    private final Vertx vertx;
    private final WorkerExecutor worker;
    private volatile @Nullable ScrapeRequest lastAsked;

    ExporterRoutes(ProcessExporter exporter, Vertx vertx) {
        this.exporter = exporter;
        this.vertx = vertx;
        this.worker = vertx.createSharedWorkerExecutor(WORKER, 1);
    }

    void register(@Observes Router router) {
        router.route(exporter.settings().path()).order(RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT)
                .handler(onlyReading(this::scrape));
    }

    static Handler<RoutingContext> onlyReading(Handler<RoutingContext> handler) {
        return context -> {
            HttpMethod method = context.request().method();
            if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
                handler.handle(context);
            } else {
                context.response().setStatusCode(405).putHeader(HttpHeaders.ALLOW, GET_AND_HEAD).end();
            }
        };
    }

    private void scrape(RoutingContext context) {
        String profileAsked = context.request().getParam(PROFILE);
        Profile profile = profileAsked == null ? exporter.catalogue().profile() : Profile.named(profileAsked);
        if (profile == null) {
            TextAnswer.send(context, 400, new SettingProblem(PROFILE, profileAsked, "one of " + Profile.keys()) + "\n");
            return;
        }
        ScrapeRequest asked = asked(context.request().headers());
        ExpositionFormat format = asked.format();
        boolean gzip = asked.gzip();
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, format.contentType())
                .putHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
        if (gzip) {
            // Also tells Quarkus's own compression, if it is on, to keep out.
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        // Those who queue for the worker while others are served are content with what those got.
        long askedNanos = System.nanoTime();
        worker.executeBlocking(() -> exporter.scrape(askedNanos, profile, format, gzip), false)
                .onSuccess(body -> send(vertx, context, body)).onFailure(failure -> fail(context, failure));
    }

    /** A scraper sends the same headers each time, and understanding them makes more garbage than all else here. */
    private ScrapeRequest asked(MultiMap headers) {
        List<String> accept = headers.getAll(HttpHeaders.ACCEPT);
        List<String> acceptEncoding = headers.getAll(HttpHeaders.ACCEPT_ENCODING);
        ScrapeRequest last = lastAsked;
        if (last == null || !last.isAskedFor(accept, acceptEncoding)) {
            last = ScrapeRequest.of(accept, acceptEncoding);
            lastAsked = last;
        }
        return last;
    }

    /** Tells that there will be no body. Memory is short for a while only, and whoever scrapes comes again. */
    static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof NoRoomException || failure instanceof OutOfMemoryError) {
            context.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            TextAnswer.send(context, 503, "no memory for this answer\n");
        } else {
            context.fail(failure);
        }
    }

    /** Sends a body; only its length if that is all that was asked for. */
    static void send(Vertx vertx, RoutingContext context, ResponseBody body) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            body.release();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            body.release();
            response.end();
        } else {
            PacedBody.send(vertx, context.request().connection(), response, body);
        }
    }

    @PreDestroy
    void close() {
        worker.close();
    }
}
