/**
 * Commands on hashes. Semantics, replies and error texts are those of Valkey 9 (t_hash.c). Imports
 * command, keyspace, value.hash and resp.
 */
@Family(group = Group.HASH, categories = AclCategory.HASH)
@NullMarked
package dev.muninn.server.command.hash;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
