/**
 * Reads the processes of macOS through libSystem.
 * <p>
 * {@link io.darwinexporter.internal.darwin.DarwinProcessSource} fills a snapshot: one listing of all processes, then at most
 * three calls for each. Calls go out through {@code DarwinKernel}; what comes back is read by decoders that are named after
 * the C structures and know nothing but bytes. Mach ticks, microseconds and 32-bit counters end here: the snapshot gets
 * nanoseconds and totals of 64 bits. Must not know: groups, metrics, other platforms.
 */
@NullMarked
package io.darwinexporter.internal.darwin;

import org.jspecify.annotations.NullMarked;
