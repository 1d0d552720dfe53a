/**
 * Chooses processes by their names: include and exclude patterns as a
 * {@link io.darwinexporter.internal.snapshot.ProcessFilter}. Must not know: sources, groups, configuration keys.
 */
@NullMarked
package io.darwinexporter.internal.filter;

import org.jspecify.annotations.NullMarked;
