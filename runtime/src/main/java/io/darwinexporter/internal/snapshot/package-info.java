/**
 * What one collection saw, platform-free.
 * <p>
 * A {@link io.darwinexporter.internal.snapshot.ProcessSource} (one implementation a platform) fills a
 * {@link io.darwinexporter.internal.snapshot.SnapshotBuffer} with a row for each process; everything behind it reads rows and
 * knows no platform. The source asks a {@link io.darwinexporter.internal.snapshot.ProcessFilter} as soon as it knows a
 * process's name, so that excluded processes cost little. When processes have been grouped, it is asked for the threads of
 * some: a {@link io.darwinexporter.internal.snapshot.ThreadBuffer}.
 * <p>
 * Must not know: files, system calls, groups, metrics.
 */
@NullMarked
package io.darwinexporter.internal.snapshot;

import org.jspecify.annotations.NullMarked;
