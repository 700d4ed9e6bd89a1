/**
 * Commands of cluster mode, as a server that is not in it answers them. Imports command, client and
 * resp.
 */
@Family(group = Group.CLUSTER)
@NullMarked
package dev.muninn.server.command.cluster;

import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
