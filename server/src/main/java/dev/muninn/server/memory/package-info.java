/**
 * The store's own memory, off the Java heap: address space, allocator, buffers, the entry table.
 *
 * <p>The only package that sees an address. What it hands out is a copy, a {@link
 * dev.muninn.server.memory.Slice} or a cursor valid for one command. Imports nothing of the server.
 */
@NullMarked
package dev.muninn.server.memory;

import org.jspecify.annotations.NullMarked;
