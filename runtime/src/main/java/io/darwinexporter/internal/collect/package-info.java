/**
 * Runs collections: source, filter, grouping, publication, in that order, and knows when a new one is due.
 * <p>
 * {@link io.darwinexporter.internal.collect.CollectionCycle} is the one class that knows the order of the stages;
 * {@link io.darwinexporter.internal.collect.SharedCollection} lets scrapes and the scheduler share its results. Must not know:
 * platforms, metric names, HTTP.
 */
@NullMarked
package io.darwinexporter.internal.collect;

import org.jspecify.annotations.NullMarked;
