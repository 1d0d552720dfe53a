/**
 * API and SPI of darwin-exporter: what an application injects or implements.
 * <p>
 * An application that wants to know processes injects {@link io.darwinexporter.HostProcesses}; what it gets is unchangeable. An
 * application that wants its own groups implements {@link io.darwinexporter.GroupNamer}; everything it may know of a
 * process comes as {@link io.darwinexporter.ProcessFacts}. Nothing here depends on a platform, on Quarkus or on another
 * package of the project.
 */
@NullMarked
package io.darwinexporter;

import org.jspecify.annotations.NullMarked;
