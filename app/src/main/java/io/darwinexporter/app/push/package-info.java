/**
 * Sends metrics to where nobody scrapes, by OpenTelemetry's protocol over HTTP.
 * <p>
 * In come the families of a {@link io.darwinexporter.internal.metric.MetricCatalogue} and collections that are shared
 * with those who scrape; out go requests, made by OpenTelemetry's own exporter and sent one after the other by a
 * thread that nobody waits for. It knows nothing of processes, platforms and the program's HTTP server. Classes of
 * OpenTelemetry are loaded only where something is pushed.
 */
@NullMarked
package io.darwinexporter.app.push;

import org.jspecify.annotations.NullMarked;
