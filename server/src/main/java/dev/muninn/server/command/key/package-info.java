/**
 * Commands on keys and databases, whatever the keys hold. Semantics, replies and error texts are
 * those of Valkey 8 (db.c, expire.c, object.c). Imports command, keyspace, resp and memory.
 */
@Family(group = Group.GENERIC, categories = AclCategory.KEYSPACE)
@NullMarked
package dev.muninn.server.command.key;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
