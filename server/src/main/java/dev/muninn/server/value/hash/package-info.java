/**
 * Hashes: fields and values, each field with a time to live of its own if it has one. Packed in a
 * listpack while they are few and short, a table beyond that. Imports {@code value}, {@code
 * structure}, {@code bytes} and {@code store}.
 */
@NullMarked
package dev.muninn.server.value.hash;

import org.jspecify.annotations.NullMarked;
