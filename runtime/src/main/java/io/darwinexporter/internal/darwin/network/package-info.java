/**
 * Network traffic by process on macOS: what the kernel control {@code com.apple.network.statistics} tells of sockets, credited
 * to the processes that used them.
 * <p>
 * In: datagrams of the control, read by a thread of its own. Out: totals for each process by pid and unique id, which only
 * grow, and how much could not be credited. Must not know: how processes are read, what rows and groups are.
 */
@NullMarked
package io.darwinexporter.internal.darwin.network;

import org.jspecify.annotations.NullMarked;
