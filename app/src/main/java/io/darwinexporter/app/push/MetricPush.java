package io.darwinexporter.app.push;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.darwinexporter.runtime.ProcessExporter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/** Pushes metrics while the program runs, if it is asked to. */
@Singleton
final class MetricPush {

    private static final Logger LOG = Logger.getLogger(MetricPush.class);

    private @Nullable Pusher pusher;

    /** @throws io.darwinexporter.runtime.SettingsException if it cannot be done as it is asked for */
    void start(@Observes StartupEvent event, PushConfig config, ProcessExporter exporter, PushReport report, Vertx vertx) {
        if (PushSettings.isOn(config)) {
            PushSettings settings = PushSettings.of(config, ConfigProvider.getConfig());
            pusher = Pusher.start(settings, exporter.collection(), exporter.watchedCatalogue(settings.profile()), report,
                    vertx);
            LOG.infof("metrics are pushed to %s every %s s, profile %s", settings.endpointText(),
                    settings.interval().toSeconds(), settings.profile().key());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (pusher != null) {
            pusher.stop();
        }
    }
}
