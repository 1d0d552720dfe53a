package io.darwinexporter.internal.metric;

/** What a metric family's values mean over time. */
public enum MetricType {
    /** A total that never falls while the exporter runs; its name ends in {@code _total}. */
    COUNTER("_total", "counter"),
    /** A counter whose name does not say so, as another exporter has it. OpenMetrics has no such thing: unknown there. */
    UNNAMED_COUNTER("", "counter"),
    /** A state, which rises and falls. */
    GAUGE("", "gauge"),
    /** Always 1, its labels are what it tells; its name ends in {@code _info}. A gauge where that type is not known. */
    INFO("_info", "info");

    private final String suffix;
    private final String label;

    MetricType(String suffix, String label) {
        this.suffix = suffix;
        this.label = label;
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
