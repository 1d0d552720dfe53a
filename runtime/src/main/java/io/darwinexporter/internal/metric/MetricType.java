package io.darwinexporter.internal.metric;

import java.util.Locale;

/** What a metric family's values mean over time. */
public enum MetricType {
    /** A total that never falls while the exporter runs; its name ends in {@code _total}. */
    COUNTER("_total"),
    /** A state, which rises and falls. */
    GAUGE(""),
    /** Always 1, its labels are what it tells; its name ends in {@code _info}. A gauge where that type is not known. */
    INFO("_info");

    private final String suffix;
    private final String label = name().toLowerCase(Locale.ROOT);

    MetricType(String suffix) {
        this.suffix = suffix;
    }

    /** What the names of all metrics of this type end in; may be empty. */
    public String suffix() {
        return suffix;
    }

    /** The type's name, as OpenMetrics and the documentation spell it. */
    public String label() {
        return label;
    }
}
