/**
 * Writes metric families as the text that Prometheus reads.
 * <p>
 * In come the families of a {@link io.darwinexporter.internal.metric.MetricCatalogue} and the result of a collection; out go
 * the bytes of a response body. Must not know: which metrics there are, where values come from, HTTP beyond the grammar of one
 * header.
 */
@NullMarked
package io.darwinexporter.internal.exposition;

import org.jspecify.annotations.NullMarked;
