/**
 * The store's own memory, off the Java heap: the address space, the allocator and the checks of its
 * debug mode.
 *
 * <p>Addresses are numbers here. Only {@code store}, {@code bytes} and {@code structure} may use
 * them; {@code AddressRoomsTest} keeps it. Imports nothing of the server.
 */
@NullMarked
package dev.muninn.server.store;

import org.jspecify.annotations.NullMarked;
