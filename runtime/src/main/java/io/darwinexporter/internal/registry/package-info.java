/**
 * Shows metric families in a registry of the Prometheus client for Java, the one that Micrometer writes to.
 * <p>
 * In come the families of a {@link io.darwinexporter.internal.metric.MetricCatalogue} and the results of collections; out go
 * the client's own family objects, beside those of the application's meters. Must not know: which metrics there are,
 * Micrometer, Quarkus.
 */
@NullMarked
package io.darwinexporter.internal.registry;

import org.jspecify.annotations.NullMarked;
