/**
 * The processes of Linux: reads {@code /proc}, and netlink where that is permitted.
 * <p>
 * {@link io.darwinexporter.internal.linux.LinuxProcessSource} walks over the processes and fills a snapshot; each kind of
 * measure has a room of its own beside it. What a file means is known in {@code .procfs}, what a message means in
 * {@code .netlink}, the C library in {@code .binding}. Must not know: groups, metrics, other platforms.
 */
@NullMarked
package io.darwinexporter.internal.linux;

import org.jspecify.annotations.NullMarked;
