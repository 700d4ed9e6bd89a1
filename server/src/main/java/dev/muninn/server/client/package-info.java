/**
 * Who is connected: {@link dev.muninn.server.client.Client}, their registry, the filters and texts
 * of CLIENT LIST and CLIENT KILL, pauses and output buffer limits.
 *
 * <p>Knows nothing of sockets: a transport stands behind {@link
 * dev.muninn.server.client.ClientLink}. Imports {@code resp} and {@code memory}.
 */
@NullMarked
package dev.muninn.server.client;

import org.jspecify.annotations.NullMarked;
