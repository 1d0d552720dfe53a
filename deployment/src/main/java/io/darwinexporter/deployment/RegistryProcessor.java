package io.darwinexporter.deployment;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.darwinexporter.runtime.ApplicationMetrics;
import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.micrometer.deployment.export.RegistryBuildItem;

/** The exporter's families among the application's own metrics. */
@BuildSteps(onlyIf = RegistryProcessor.Enabled.class)
class RegistryProcessor {

    /** As Micrometer's extension names the registry that is served. */
    private static final String PROMETHEUS = "Prometheus";

    /** There may be none: Micrometer, or its registry for Prometheus, can be switched off. */
    @BuildStep
    void beans(List<RegistryBuildItem> registries, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (registries.stream().anyMatch(registry -> registry.name().equals(PROMETHEUS))) {
            beans.produce(AdditionalBeanBuildItem.builder()
                    .addBeanClasses(ApplicationMetrics.class, ApplicationMetrics.Registry.class)
                    .setUnremovable()
                    .build());
        }
    }

    static final class Enabled implements BooleanSupplier {

        private final DarwinExporterBuildTimeConfig config;

        Enabled(DarwinExporterBuildTimeConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return config.enabled() && config.registry().enabled();
        }
    }
}
