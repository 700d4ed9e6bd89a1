/**
 * Strings: bytes, or an integer in eight of them. Imports {@code value}, {@code structure} and
 * {@code bytes}.
 */
@NullMarked
package dev.muninn.server.value.string;

import org.jspecify.annotations.NullMarked;
