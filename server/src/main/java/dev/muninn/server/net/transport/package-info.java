/**
 * What the event loop asks of a transport: listen, accept, poll, read, write, wake up. Imports
 * {@code memory} (buffers) only.
 */
@NullMarked
package dev.muninn.server.net.transport;

import org.jspecify.annotations.NullMarked;
