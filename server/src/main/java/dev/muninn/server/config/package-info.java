/**
 * Directives: name, type, default, range, whether settable at run time. The file, the command line,
 * CONFIG GET, SET and REWRITE are derived from one table.
 *
 * <p>Text is Latin-1, one character a byte, so that a value may hold any bytes. Imports nothing of
 * the server.
 */
@NullMarked
package dev.muninn.server.config;

import org.jspecify.annotations.NullMarked;
