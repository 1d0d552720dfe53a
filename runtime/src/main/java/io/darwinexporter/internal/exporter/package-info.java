/**
 * Puts the parts together: a source, collecting, metrics and their text make an exporter, whoever it is for.
 * <p>
 * In come the settings of the parts; out goes an {@link io.darwinexporter.internal.exporter.Exporter}, and what it has
 * collected as the types of the API. The one place that knows which platforms there are. Must not know: where settings come
 * from, Quarkus.
 */
@NullMarked
package io.darwinexporter.internal.exporter;

import org.jspecify.annotations.NullMarked;
