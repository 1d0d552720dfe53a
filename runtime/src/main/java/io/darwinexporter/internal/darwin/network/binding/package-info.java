/**
 * Functions of libSystem that only following network traffic needs; on the same terms as
 * {@link io.darwinexporter.internal.darwin.binding}.
 * <p>
 * Apart from it, so that an application in which the network is not built in has nothing of it registered. Must not know:
 * messages, sockets, processes.
 */
@NullUnmarked
package io.darwinexporter.internal.darwin.network.binding;

import org.jspecify.annotations.NullUnmarked;
