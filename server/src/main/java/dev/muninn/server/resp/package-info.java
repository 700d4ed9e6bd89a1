/**
 * The protocol: requests in ({@link dev.muninn.server.resp.RequestParser}), replies out ({@link
 * dev.muninn.server.resp.Reply}), RESP2, RESP3 and inline commands, and the one catalogue of
 * errors.
 *
 * <p>Knows bytes and limits, nothing of sockets, clients or commands. Imports {@code memory} only.
 */
@NullMarked
package dev.muninn.server.resp;

import org.jspecify.annotations.NullMarked;
