package io.darwinexporter.app.push;

import io.darwinexporter.internal.metric.OtelSpelling;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;

/** A metric family and its points, as OpenTelemetry's exporter wants them. */
record PushedMetric(Resource resource, InstrumentationScopeInfo scope, OtelSpelling spelling, String description,
        MetricDataType type, Data<?> data) implements MetricData {

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return scope;
    }

    @Override
    public String getName() {
        return spelling.name();
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getUnit() {
        return spelling.unit();
    }

    @Override
    public MetricDataType getType() {
        return type;
    }

    @Override
    public Data<?> getData() {
        return data;
    }
}
