/**
 * Commands about the connection itself: PING, ECHO, SELECT, AUTH, HELLO, RESET, QUIT, CLIENT. May
 * import command, client, resp, config and memory's slices.
 */
@Family(group = Group.CONNECTION, categories = AclCategory.CONNECTION)
@NullMarked
package dev.muninn.server.command.connection;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
