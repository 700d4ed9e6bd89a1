/**
 * Commands on hashes. Semantics, replies and error texts are those of Valkey 9 (t_hash.c). Imports
 * command, keyspace, value.hash and resp.
 */
@NullMarked
package dev.muninn.server.command.hash;

import org.jspecify.annotations.NullMarked;
