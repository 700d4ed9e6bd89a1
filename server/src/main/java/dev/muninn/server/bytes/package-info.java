/**
 * Bytes in the store's memory as the rest of the server sees them: {@link
 * dev.muninn.server.bytes.Slice} to read, {@link dev.muninn.server.bytes.Bytes} to write, {@link
 * dev.muninn.server.bytes.Buffer} to fill and drain; and what is said of bytes alone: globs,
 * decimals.
 *
 * <p>What it hands out has no address that another package could use. May import {@code store}.
 */
@NullMarked
package dev.muninn.server.bytes;

import org.jspecify.annotations.NullMarked;
