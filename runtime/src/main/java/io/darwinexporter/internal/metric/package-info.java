/**
 * The catalogues of metrics: the one place that knows every family's name, type, unit, labels, help, and what feeds it. There
 * is one for each {@link io.darwinexporter.internal.metric.Profile}.
 * <p>
 * In comes the result of a collection ({@link io.darwinexporter.internal.collect.CollectionResult}); out go samples, family by
 * family, to a {@link io.darwinexporter.internal.metric.SampleSink}. Must not know: platforms beyond their names in the
 * documentation, the text that is sent, HTTP.
 */
@NullMarked
package io.darwinexporter.internal.metric;

import org.jspecify.annotations.NullMarked;
