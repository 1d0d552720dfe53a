package io.darwinexporter.runtime;

import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads the rules again for who posts to {@code /-/reload}, which is where users of Prometheus look for it.
 */
@Singleton
public class ReloadRoute {

    static final String PATH = "/-/reload";

    private static final String OFF = "off; " + DarwinExporterRuntimeConfig.PREFIX + ".reload.enabled=true switches it on\n";

    private final RulesReload reload;
    private final boolean enabled;
    private final WorkerExecutor worker;

    ReloadRoute(RulesReload reload, DarwinExporterRuntimeConfig config, Vertx vertx) {
        this.reload = reload;
        this.enabled = config.reload().enabled();
        this.worker = vertx.createSharedWorkerExecutor(ExporterRoutes.WORKER, 1);
    }

    /** Behind the application's own routes, which may have something else there. */
    void register(@Observes Router router) {
        router.route(PATH).order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 1).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (!enabled) {
            TextAnswer.send(context, 404, OFF);
        } else if (!context.request().method().equals(HttpMethod.POST)) {
            context.response().putHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
            TextAnswer.send(context, 405, "it takes POST\n");
        } else if (context.request().headers().contains(HttpHeaders.ORIGIN)) {
            // Sent by a browser, which a page from elsewhere may have told to.
            TextAnswer.send(context, 403, "not for web pages\n");
        } else {
            worker.executeBlocking(reload::reload, false).onSuccess(problems -> answer(context, problems))
                    .onFailure(context::fail);
        }
    }

    private static void answer(RoutingContext context, List<String> problems) {
        if (problems.isEmpty()) {
            TextAnswer.send(context, 200, "reloaded\n");
        } else {
            TextAnswer.send(context, 500, String.join("\n", problems) + "\n");
        }
    }

    @PreDestroy
    void close() {
        worker.close();
    }
}
