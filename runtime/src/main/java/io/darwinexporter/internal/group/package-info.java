/**
 * Turns processes into groups: knows processes between collections by their identity, names their groups, and accumulates
 * what they use into counts that never fall.
 * <p>
 * In come the rows of a {@link io.darwinexporter.internal.snapshot.SnapshotBuffer}; out comes a
 * {@link io.darwinexporter.internal.group.GroupTable}. Groups that want it are broken down by the names of threads, from a
 * {@link io.darwinexporter.internal.snapshot.ThreadBuffer}. Must not know: platforms, metric names, the text that is sent.
 */
@NullMarked
package io.darwinexporter.internal.group;

import org.jspecify.annotations.NullMarked;
