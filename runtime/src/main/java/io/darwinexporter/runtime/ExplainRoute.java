package io.darwinexporter.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.explain.Explanation;
import io.darwinexporter.internal.explain.ExplanationText;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Tells who asks for {@code /explain?pid=N} or {@code ?name=NAME} why processes are in their groups: as text, or as JSON with
 * {@code format=json} or for those who accept it. Never shows a command line.
 */
@Singleton
public class ExplainRoute {

    static final String PATH = "/explain";

    /** A name may be that of thousands. */
    private static final int MAX_EXPLAINED = 100;
    private static final String JSON = "application/json";
    private static final String OFF = "off; " + DarwinExporterRuntimeConfig.PREFIX + ".explain.enabled=true switches it on, and"
            + " so does listening on the loopback interface only\n";
    private static final String USAGE = "it takes pid=NUMBER or name=NAME, and format=text or format=json\n";

    private final ProcessExporter exporter;
    private final boolean enabled;
    private final WorkerExecutor worker;

    ExplainRoute(ProcessExporter exporter, DarwinExporterRuntimeConfig config, VertxHttpConfig http, Vertx vertx) {
        this.exporter = exporter;
        this.enabled = switch (config.explain().enabled()) {
            case TRUE -> true;
            case FALSE -> false;
            case AUTO -> isLoopback(http.host());
        };
        this.worker = vertx.createSharedWorkerExecutor(ExporterRoutes.WORKER, 1);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Nor will anybody be able to listen there.
            return false;
        }
    }

    /** Behind the application's own routes, which may have something else there. */
    void register(@Observes Router router) {
        router.route(PATH).order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 1)
                .handler(ExporterRoutes.onlyReading(this::explain));
    }

    private void explain(RoutingContext context) {
        if (!enabled) {
            TextAnswer.send(context, 404, OFF);
            return;
        }
        Question question = Question.of(context);
        if (question == null) {
            TextAnswer.send(context, 400, USAGE);
            return;
        }
        worker.executeBlocking(() -> question.ask(exporter), false)
                .onSuccess(found -> answer(context, question, found)).onFailure(context::fail);
    }

    private static void answer(RoutingContext context, Question question, List<Explanation> found) {
        if (found.isEmpty()) {
            TextAnswer.send(context, 404, "no such process is seen\n");
        } else if (question.json()) {
            TextAnswer.send(context, 200, JSON, ExplanationJson.of(found).encode());
        } else {
            StringBuilder text = new StringBuilder();
            for (Explanation explanation : found) {
                text.append(text.length() == 0 ? "" : "\n").append(ExplanationText.of(explanation));
            }
            TextAnswer.send(context, 200, text.toString());
        }
    }

    /** What is asked: by pid, or by name if there is one. */
    private record Question(int pid, @Nullable String name, boolean json) {

        /** Null if it is none. */
        static @Nullable Question of(RoutingContext context) {
            List<String> pids = context.queryParam("pid");
            List<String> names = context.queryParam("name");
            List<String> formats = context.queryParam("format");
            if (pids.size() + names.size() != 1 || formats.size() > 1
                    || !formats.isEmpty() && !formats.get(0).equals("text") && !formats.get(0).equals("json")) {
                return null;
            }
            boolean json = formats.isEmpty() ? acceptsJson(context) : formats.get(0).equals("json");
            if (!names.isEmpty()) {
                return new Question(0, names.get(0), json);
            }
            int pid = pidOf(pids.get(0));
            return pid > 0 ? new Question(pid, null, json) : null;
        }

        private static int pidOf(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        private static boolean acceptsJson(RoutingContext context) {
            return String.join(",", context.request().headers().getAll(HttpHeaders.ACCEPT)).contains(JSON);
        }

        List<Explanation> ask(ProcessExporter exporter) {
            return name == null ? exporter.explain(pid).map(List::of).orElse(List.of()) : exporter.explain(name, MAX_EXPLAINED);
        }
    }

    @PreDestroy
    void close() {
        worker.close();
    }
}
