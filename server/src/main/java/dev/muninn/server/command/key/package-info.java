/**
 * Commands on keys and databases, whatever the keys hold. Semantics, replies and error texts are
 * those of Valkey 8 (db.c, expire.c, object.c). Imports command, keyspace, resp and memory.
 */
@NullMarked
package dev.muninn.server.command.key;

import org.jspecify.annotations.NullMarked;
