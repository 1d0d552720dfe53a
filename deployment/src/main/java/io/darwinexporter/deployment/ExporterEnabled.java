package io.darwinexporter.deployment;

import java.util.function.BooleanSupplier;

import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig;

/** Whether the exporter is built in: the condition of every build step. */
final class ExporterEnabled implements BooleanSupplier {

    private final DarwinExporterBuildTimeConfig config;

    ExporterEnabled(DarwinExporterBuildTimeConfig config) {
        this.config = config;
    }

    @Override
    public boolean getAsBoolean() {
        return config.enabled();
    }
}
