/** LATENCY and SLOWLOG. Imports command and what it rests on. */
@Family(group = Group.SERVER)
@NullMarked
package dev.muninn.server.command.latency;

import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
