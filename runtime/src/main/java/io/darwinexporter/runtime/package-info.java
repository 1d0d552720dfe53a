/**
 * The Quarkus side of the exporter: configuration, the beans that hold it, the schedule, the HTTP routes, health.
 * <p>
 * In comes what an application configures; out go plain records for the core, and bytes for clients. The one place that knows
 * CDI, SmallRye and Vert.x. Must not know: platforms, how processes are read or counted, or any metric by name.
 */
@NullMarked
package io.darwinexporter.runtime;

import org.jspecify.annotations.NullMarked;
