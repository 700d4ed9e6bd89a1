/**
 * The command COMMAND and its subcommands: what the server tells of its commands. Imports command,
 * resp and memory.
 */
@Family(group = Group.SERVER, categories = AclCategory.CONNECTION)
@NullMarked
package dev.muninn.server.command.introspection;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
