/**
 * What the kernel's trace buffers hold: pages of binary events, and where the fields of an event are.
 * <p>
 * In: bytes. Out: numbers. Must not know: files, processes, what an event is used for.
 */
@NullMarked
package io.darwinexporter.internal.linux.tracefs;

import org.jspecify.annotations.NullMarked;
