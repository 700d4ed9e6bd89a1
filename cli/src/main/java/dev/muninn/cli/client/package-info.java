/** A client of a running server: addresses, connection, replies. Imports {@code terminal}. */
@NullMarked
package dev.muninn.cli.client;

import org.jspecify.annotations.NullMarked;
