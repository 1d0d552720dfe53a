package io.darwinexporter.runtime;

import java.util.Map;
import java.util.concurrent.Callable;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.exporter.HostName;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The live page: at the root itself, and below {@value #FOLDER} its files and its data.
 * <p>
 * Nothing of it is read or kept before somebody looks, and a look costs what a scrape does: both share a collection. All
 * addresses in it are relative, so that it works below any prefix that a proxy may add.
 */
@Singleton
public class PageRoutes {

    static final String FOLDER = "/darwin-exporter/";

    private static final Map<String, String> DATA_HEADERS = Map.of(
            "Content-Type", "application/json",
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store");
    private static final String NAMELESS = "this host";
    private static final String FILE = "file";
    private static final String MEMBERS = "members";
    /** Behind the application's own routes, so that its page at the root stays what it is. */
    private static final int BEHIND_APPLICATION = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 1;

    private final ProcessExporter exporter;
    private final WebLayout layout;
    private final Vertx vertx;
    private final WorkerExecutor worker;
    private volatile @Nullable Map<String, PageFile> files;
    private volatile @Nullable String host;

    PageRoutes(ProcessExporter exporter, WebLayout layout, Vertx vertx) {
        this.exporter = exporter;
        this.layout = layout;
        this.vertx = vertx;
        this.worker = vertx.createSharedWorkerExecutor(ExporterRoutes.WORKER, 1);
    }

    void register(@Observes Router router) {
        router.route("/").order(BEHIND_APPLICATION).handler(ExporterRoutes.onlyReading(this::page));
        router.route(FOLDER + "groups.json").order(BEHIND_APPLICATION).handler(ExporterRoutes.onlyReading(this::groups));
        router.route(FOLDER + ':' + FILE).order(BEHIND_APPLICATION + 1).handler(ExporterRoutes.onlyReading(this::file));
    }

    private void page(RoutingContext context) {
        // Not by the exporter's worker: where names are not set up, this may take seconds.
        vertx.executeBlocking(this::host, false)
                .onSuccess(name -> answer(context, StatusPage.HEADERS, () -> pageOf(name)))
                .onFailure(failure -> ExporterRoutes.fail(context, failure));
    }

    private String host() {
        String known = host;
        if (known == null) {
            known = HostName.lookUp();
            known = known.isEmpty() ? NAMELESS : known;
            host = known;
        }
        return known;
    }

    private byte[] pageOf(String hostName) {
        return exporter.collection().fresh(result -> StatusPage.of(hostName, StatusReport.of(result, exporter),
                layout.linksFromRoot(exporter.settings().path()), result));
    }

    private void groups(RoutingContext context) {
        String membersOf = context.request().getParam(MEMBERS);
        long askedNanos = System.nanoTime();
        answer(context, DATA_HEADERS, () -> exporter.collection().freshSince(askedNanos,
                result -> GroupsJson.of(result, StatusReport.of(result, exporter), membersOf)));
    }

    /** Has what is true for the moment only made, and sends it. */
    private void answer(RoutingContext context, Map<String, String> headers, Callable<byte[]> maker) {
        boolean zipped = takesGzip(context);
        worker.executeBlocking(() -> zipped ? Gzip.pack(maker.call()) : maker.call(), false).onSuccess(bytes -> {
            headers.forEach(context.response()::putHeader);
            send(context, bytes, zipped);
        }).onFailure(failure -> ExporterRoutes.fail(context, failure));
    }

    private void file(RoutingContext context) {
        worker.executeBlocking(this::files, false).onSuccess(all -> {
            PageFile file = all.get(context.pathParam(FILE));
            if (file == null) {
                context.next();
            } else {
                send(context, file);
            }
        }).onFailure(failure -> ExporterRoutes.fail(context, failure));
    }

    private Map<String, PageFile> files() {
        Map<String, PageFile> known = files;
        if (known == null) {
            known = PageFiles.readAll();
            files = known;
        }
        return known;
    }

    /** To be kept, but not to be used without asking whether there is another by now. */
    private void send(RoutingContext context, PageFile file) {
        boolean zipped = takesGzip(context);
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.ETAG, file.tag(zipped)).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (file.tag(zipped).equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type()).putHeader("X-Content-Type-Options", "nosniff");
        send(context, file.bytes(zipped), zipped);
    }

    private void send(RoutingContext context, byte[] bytes, boolean zipped) {
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (zipped) {
            context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        ExporterRoutes.send(vertx, context, ResponseBody.of(bytes));
    }

    private static boolean takesGzip(RoutingContext context) {
        return AcceptEncoding.takesGzip(context.request().headers().getAll(HttpHeaders.ACCEPT_ENCODING));
    }

    @PreDestroy
    void close() {
        worker.close();
    }
}
