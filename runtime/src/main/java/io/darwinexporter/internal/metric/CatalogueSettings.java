package io.darwinexporter.internal.metric;

import java.util.List;

/**
 * What is shown.
 *
 * @param processInfo whether {@code process_info}, a sample for each process, is shown
 * @param processInfoLimit how many processes it shows at most, at least 1
 * @param createdSamples whether formats that can tell when counters began do so
 * @param version the version of the exporter
 * @param added what the program around the exporter tells about itself, after what the exporter does
 */
public record CatalogueSettings(boolean processInfo, int processInfoLimit, boolean createdSamples, String version,
        List<MetricFamily> added) {

    public CatalogueSettings {
        if (processInfoLimit < 1) {
            throw new IllegalArgumentException("processInfoLimit: " + processInfoLimit);
        }
        added = List.copyOf(added);
    }

    /** With nothing added. */
    public CatalogueSettings(boolean processInfo, int processInfoLimit, boolean createdSamples, String version) {
        this(processInfo, processInfoLimit, createdSamples, version, List.of());
    }

    public CatalogueSettings adding(List<MetricFamily> more) {
        return new CatalogueSettings(processInfo, processInfoLimit, createdSamples, version, more);
    }
}
