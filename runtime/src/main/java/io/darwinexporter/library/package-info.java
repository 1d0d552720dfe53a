/**
 * The exporter for Java programs without Quarkus.
 * <p>
 * In come a program's wishes; out goes a {@link io.darwinexporter.OpenedProcesses} that the program has to close. Must not
 * know: Quarkus, configuration files.
 */
@NullMarked
package io.darwinexporter.library;

import org.jspecify.annotations.NullMarked;
