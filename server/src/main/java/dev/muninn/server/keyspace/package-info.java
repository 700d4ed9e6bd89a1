/**
 * The databases: look-up with lazy expiry, active expiry, access clocks for LRU and LFU.
 *
 * <p>Knows nothing of commands or clients. May import {@code memory} and {@code clock}.
 */
@NullMarked
package dev.muninn.server.keyspace;

import org.jspecify.annotations.NullMarked;
