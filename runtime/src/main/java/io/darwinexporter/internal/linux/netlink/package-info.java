/**
 * Messages of netlink and taskstats as bytes in a buffer, in the machine's byte order.
 * <p>
 * In come buffers that were received, out come primitives, and the other way round. Decoders believe no length: what does not
 * fit into the buffer is not there. Must not know: sockets.
 */
@NullMarked
package io.darwinexporter.internal.linux.netlink;

import org.jspecify.annotations.NullMarked;
