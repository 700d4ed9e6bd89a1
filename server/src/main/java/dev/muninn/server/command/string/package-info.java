/**
 * Commands on strings. Semantics, replies and error texts are those of Valkey 8 (t_string.c).
 * Imports command, keyspace, resp and memory.
 */
@NullMarked
package dev.muninn.server.command.string;

import org.jspecify.annotations.NullMarked;
