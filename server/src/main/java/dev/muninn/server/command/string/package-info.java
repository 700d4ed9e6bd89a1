/**
 * Commands on strings. Semantics, replies and error texts are those of Valkey 8 (t_string.c).
 * Imports command, keyspace, resp and memory.
 */
@Family(group = Group.STRING, categories = AclCategory.STRING)
@NullMarked
package dev.muninn.server.command.string;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
