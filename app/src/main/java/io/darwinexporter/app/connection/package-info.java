/**
 * What clients may cost before they are answered: connections, unfinished requests, headers, answers that nobody reads.
 * <p>
 * Vert.x limits the size of headers and the silence on a connection, but neither the time that a request takes to come nor the
 * number of its headers, and requests that wait for their turn take what they take. Netty's hook for rules of an application
 * brings a {@link io.darwinexporter.app.connection.RequestGate} into every connection, before what understands HTTP. It knows
 * nothing of who asks for what.
 */
@NullMarked
package io.darwinexporter.app.connection;

import org.jspecify.annotations.NullMarked;
