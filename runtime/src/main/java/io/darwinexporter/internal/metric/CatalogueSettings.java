package io.darwinexporter.internal.metric;

/**
 * What is shown.
 *
 * @param processInfo whether {@code process_info}, a sample for each process, is shown
 * @param processInfoLimit how many processes it shows at most, at least 1
 * @param createdSamples whether formats that can tell when counters began do so
 * @param version the version of the exporter
 */
public record CatalogueSettings(boolean processInfo, int processInfoLimit, boolean createdSamples, String version) {

    public CatalogueSettings {
        if (processInfoLimit < 1) {
            throw new IllegalArgumentException("processInfoLimit: " + processInfoLimit);
        }
    }
}
