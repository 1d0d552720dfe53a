package io.darwinexporter;

import java.util.Optional;

/**
 * The processes of this host, in groups, with what they use and hold.
 * <p>
 * An application with the extension injects it; it is the exporter that also serves the metrics, with the configured patterns
 * and grouping:
 *
 * <pre>
 * &#64;Inject
 * HostProcesses processes;
 *
 * long residentBytes(String group) {
 *     return processes.collect().group(group).map(found -&gt; found.value(ProcessMeasure.RESIDENT_BYTES))
 *             .orElse(OptionalLong.empty()).orElse(0);
 * }
 * </pre>
 *
 * Without Quarkus, {@code io.darwinexporter.library.ExporterBuilder} makes one. Any thread may call it; those who ask at the
 * same time share one collection. A collection takes some milliseconds, so do not call it from an event loop.
 */
public interface HostProcesses {

    /**
     * Collects now, unless the last collection is younger than the minimum age ({@code quarkus.darwin-exporter.min-age}).
     *
     * @return what was found; the last good collection if this one failed
     * @throws IllegalStateException if no collection has succeeded yet, or the exporter has been closed
     */
    ProcessCollection collect();

    /**
     * The last good collection, without collecting.
     *
     * @return empty before the first
     * @throws IllegalStateException if the exporter has been closed
     */
    Optional<ProcessCollection> latest();

    /**
     * All metrics as text, of a collection as {@link #collect()} makes it.
     *
     * @throws IllegalStateException if the exporter has been closed
     */
    MetricsText metrics(MetricsFormat format);
}
