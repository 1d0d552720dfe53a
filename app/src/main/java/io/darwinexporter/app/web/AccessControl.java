package io.darwinexporter.app.web;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/**
 * Puts {@link BasicAuthentication} before all pages where there are users, and says so where everybody may see
 * everything.
 */
@Singleton
class AccessControl {

    private static final Logger LOG = Logger.getLogger(AccessControl.class);

    /** Before all else that is done with a request, but for the headers of each response. */
    private static final int FIRST = 10_000;
    private static final long FOLLOW_MILLIS = 5_000;
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");

    private final ClientCertificates clientCertificates;
    private final WebSettings settings;
    private volatile @Nullable Supplier<Users> users;

    AccessControl(ClientCertificates clientCertificates, WebSettings settings) {
        this.clientCertificates = clientCertificates;
        this.settings = settings;
    }

    void register(@Observes Filters filters, Vertx vertx) {
        ConfiguredUsers.check(settings);
        // As a system property it was there before Quarkus started, and what else it asks for has become settings.
        String path = System.getProperty(WebConfigFile.PROPERTY);
        Optional<String> anywhere = settings.config().file();
        if (path != null) {
            UsersFile file = new UsersFile(Path.of(path));
            WorkerExecutor worker = ask(file::users, filters, vertx);
            vertx.setPeriodic(FOLLOW_MILLIS, timer -> worker.executeBlocking(() -> {
                file.follow();
                return true;
            }, false));
        } else if (anywhere.isPresent()) {
            throw new ConfigurationException(WebConfigFile.PROPERTY + ": \"" + anywhere.get()
                    + "\" counts only if it is given by the flag --web.config.file, or -D" + WebConfigFile.PROPERTY);
        } else if (!settings.users().isEmpty()) {
            Users configured = Users.of(settings.users());
            ask(() -> configured, filters, vertx);
        }
    }

    /** @return the worker that checks passwords */
    private WorkerExecutor ask(Supplier<Users> known, Filters filters, Vertx vertx) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("darwin-exporter-passwords", 1);
        filters.register(new BasicAuthentication(known, worker), FIRST);
        users = known;
        return worker;
    }

    void plainTextServed(@ObservesAsync HttpServerStart started) {
        warn(started.options().getHost(), false);
    }

    void tlsServed(@ObservesAsync HttpsServerStart started) {
        warn(started.options().getHost(), clientCertificates.areRequired());
    }

    /** When it listens, and not before: where it cannot, nobody reads anything. */
    private void warn(String host, boolean onlyWithCertificate) {
        Supplier<Users> known = users;
        boolean open = (known == null || known.get().isEmpty()) && !onlyWithCertificate;
        if (open && ALL_ADDRESSES.contains(host)) {
            LOG.warn("Everybody who reaches this machine can read this: --bind 127.0.0.1 (or another address) restricts it,"
                    + " --web.config.file asks for passwords or certificates");
        }
    }
}
