package io.darwinexporter.deployment;

import java.util.function.BooleanSupplier;

import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig;

/** Whether the exporter has pages of its own. */
final class EndpointEnabled implements BooleanSupplier {

    private final DarwinExporterBuildTimeConfig config;

    EndpointEnabled(DarwinExporterBuildTimeConfig config) {
        this.config = config;
    }

    @Override
    public boolean getAsBoolean() {
        return config.enabled() && config.endpoint().enabled();
    }
}
