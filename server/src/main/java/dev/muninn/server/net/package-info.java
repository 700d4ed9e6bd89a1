/**
 * Connections: the event loop, listeners, reading requests, writing replies, and the limits on all
 * of them. Knows what a request is ({@code resp}) and who asks ({@code client}), not what a command
 * does: {@link dev.muninn.server.net.RequestHandler} is implemented above.
 *
 * <p>Imports {@code memory}, {@code clock}, {@code resp}, {@code client} and the transports below
 * it.
 */
@NullMarked
package dev.muninn.server.net;

import org.jspecify.annotations.NullMarked;
