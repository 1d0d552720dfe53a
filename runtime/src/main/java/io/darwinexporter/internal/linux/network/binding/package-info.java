/**
 * The C library of Linux, as far as only following network traffic needs it; on the same terms as
 * {@link io.darwinexporter.internal.linux.binding}.
 * <p>
 * Apart from it, so that an application in which the network is not built in has nothing of it registered. Must not know:
 * messages, sockets, processes.
 */
@NullUnmarked
package io.darwinexporter.internal.linux.network.binding;

import org.jspecify.annotations.NullUnmarked;
