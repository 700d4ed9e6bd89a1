/**
 * The databases: look-up with lazy expiry, {@link dev.muninn.server.keyspace.Write}, the bus of
 * what happens to keys ({@link dev.muninn.server.keyspace.Changes}), active expiry, access clocks
 * for LRU and LFU.
 *
 * <p>Knows nothing of commands or clients. May import {@code value}, {@code structure}, {@code
 * bytes}, {@code store}, {@code config}, {@code events} and {@code clock}.
 */
@NullMarked
package dev.muninn.server.keyspace;

import org.jspecify.annotations.NullMarked;
