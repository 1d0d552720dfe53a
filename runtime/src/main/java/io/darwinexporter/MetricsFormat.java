package io.darwinexporter;

/** The formats of text that Prometheus reads. */
public enum MetricsFormat {
    /** The text format, version 0.0.4, which everybody reads. */
    TEXT,
    /** OpenMetrics 1.0. */
    OPENMETRICS
}
