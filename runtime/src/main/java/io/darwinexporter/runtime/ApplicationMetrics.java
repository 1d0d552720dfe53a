package io.darwinexporter.runtime;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.registry.FamilyCollector;
import io.darwinexporter.internal.registry.MergingRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;

/**
 * Shows the exporter's families among the application's own metrics: in the registry that Quarkus serves at
 * {@code /q/metrics}, and in no other.
 */
@Singleton
public class ApplicationMetrics {

    private @Nullable FamilyCollector families;

    void join(@Observes StartupEvent event, ProcessExporter exporter, Instance<PrometheusMeterRegistry> registries) {
        if (!registries.isUnsatisfied()) {
            // The first where there are several, as Quarkus's own endpoint takes it.
            CollectorRegistry registry = registries.iterator().next().getPrometheusRegistry();
            families = FamilyCollector.join(registry, exporter.catalogue(), exporter.collection());
        }
    }

    /** The registry may live longer than the application, which dev mode starts again and again. */
    @PreDestroy
    void leave() {
        if (families != null) {
            families.leave();
        }
    }

    /** Makes the registry below Micrometer's, unless the application does. */
    @Singleton
    public static class Registry {

        /** Wins over Quarkus's own, which is a default, too, but without priority. */
        @Produces
        @Singleton
        @DefaultBean
        @Priority(1)
        CollectorRegistry collectorRegistry() {
            return new MergingRegistry();
        }
    }
}
