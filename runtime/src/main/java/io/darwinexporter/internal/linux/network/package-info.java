/**
 * Network traffic by process: what TCP sockets have counted, credited to the processes that own them.
 * <p>
 * In: the processes of a collection; dumps and news of sockets from the kernel, by network namespace. Out: totals for each
 * process, which only grow, and how much could not be credited. Must not know: how processes are read, what rows and groups
 * are.
 */
@NullMarked
package io.darwinexporter.internal.linux.network;

import org.jspecify.annotations.NullMarked;
