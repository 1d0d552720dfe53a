package io.darwinexporter.internal.metric;

import java.util.HashMap;
import java.util.Map;

/**
 * How a metric is called where OpenTelemetry's names need not be bent to Prometheus's alphabet.
 * <p>
 * Metrics of the profile {@link Profile#OTEL} have the names of the semantic conventions: Prometheus, when it is pushed these,
 * makes of them the very names that it scrapes. All others keep the names that they are scraped with.
 *
 * <pre>
 * process_cpu_time_seconds_total{cpu_mode="user"}      process.cpu.time   s           cpu.mode="user"
 * process_unix_file_descriptor_count                   process.unix.file_descriptor.count   {file_descriptor}
 * </pre>
 *
 * @param name the name of the instrument
 * @param unit by the Unified Code for Units of Measure; empty if the name says what is counted
 * @param instrument what values mean over time
 */
public record OtelSpelling(String name, String unit, Instrument instrument) {

    /** What the values of a metric mean over time, as OpenTelemetry tells it apart. */
    public enum Instrument {
        /** A sum that never falls. */
        COUNTER,
        /** A sum that may fall: adding those of several groups makes sense. */
        UP_DOWN_COUNTER,
        GAUGE
    }

    private static final Map<String, OtelSpelling> CONVENTIONS = conventions();

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "process_owner", "process.owner",
            "cpu_mode", "cpu.mode",
            "disk_io_direction", "disk.io.direction",
            "network_io_direction", "network.io.direction",
            "process_context_switch_type", "process.context_switch.type",
            "system_paging_fault_type", "system.paging.fault.type");

    private static Map<String, OtelSpelling> conventions() {
        Map<String, OtelSpelling> all = new HashMap<>();
        put(all, "process_cpu_time_seconds_total", "process.cpu.time", "s", Instrument.COUNTER);
        put(all, "process_cpu_utilization_ratio", "process.cpu.utilization", "1", Instrument.GAUGE);
        put(all, "process_memory_usage_bytes", "process.memory.usage", "By", Instrument.UP_DOWN_COUNTER);
        put(all, "process_memory_virtual_bytes", "process.memory.virtual", "By", Instrument.UP_DOWN_COUNTER);
        put(all, "process_disk_io_bytes_total", "process.disk.io", "By", Instrument.COUNTER);
        put(all, "process_network_io_bytes_total", "process.network.io", "By", Instrument.COUNTER);
        put(all, "process_thread_count", "process.thread.count", "{thread}", Instrument.UP_DOWN_COUNTER);
        put(all, "process_unix_file_descriptor_count", "process.unix.file_descriptor.count", "{file_descriptor}",
                Instrument.UP_DOWN_COUNTER);
        put(all, "process_context_switches_total", "process.context_switches", "{context_switch}", Instrument.COUNTER);
        put(all, "process_paging_faults_total", "process.paging.faults", "{fault}", Instrument.COUNTER);
        put(all, "process_uptime_seconds", "process.uptime", "s", Instrument.GAUGE);
        return Map.copyOf(all);
    }

    private static void put(Map<String, OtelSpelling> all, String scraped, String name, String unit, Instrument instrument) {
        all.put(scraped, new OtelSpelling(name, unit, instrument));
    }

    /** The spelling of a metric that is scraped under a profile. */
    public static OtelSpelling of(FamilyDescription family, Profile profile) {
        OtelSpelling convention = profile == Profile.OTEL ? CONVENTIONS.get(family.name()) : null;
        return convention != null ? convention : new OtelSpelling(family.name(), unitOf(family.unit()), instrumentOf(family));
    }

    /** The name of the attribute that a label is under a profile. */
    public static String attributeOf(String label, Profile profile) {
        return profile == Profile.OTEL ? ATTRIBUTES.getOrDefault(label, label) : label;
    }

    private static String unitOf(Unit unit) {
        return switch (unit) {
            case NONE -> "";
            case BYTES -> "By";
            case SECONDS -> "s";
            case JOULES -> "J";
            case RATIO -> "1";
            case PERCENT -> "%";
        };
    }

    private static Instrument instrumentOf(FamilyDescription family) {
        return switch (family.type()) {
            case COUNTER, UNNAMED_COUNTER -> Instrument.COUNTER;
            case GAUGE, INFO -> Instrument.GAUGE;
        };
    }
}
