/**
 * Derives the table of commands, their dispatch, their documentation and the parsers of their
 * options from the {@code @Command} declarations of the module server, inside the compiler. Knows
 * the annotations by name only and imports nothing of the server.
 */
@NullMarked
package dev.muninn.server.command.processor;

import org.jspecify.annotations.NullMarked;
