/**
 * What every data type is to the server: {@link dev.muninn.server.value.ValueType}. A type is one
 * package below this one: its view to read, its view to write, and what is asked of values whatever
 * they are. No addresses, no commands, no clients.
 *
 * <p>May import {@code structure} and {@code bytes}.
 */
@NullMarked
package dev.muninn.server.value;

import org.jspecify.annotations.NullMarked;
