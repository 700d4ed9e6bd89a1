/**
 * The server as a whole: what wires the parts together and starts them. May import every other
 * package of the server.
 */
@NullMarked
package dev.muninn.server;

import org.jspecify.annotations.NullMarked;
