/** MEMORY, and the figures of memory that INFO shows too. Imports command and what it rests on. */
@Family(group = Group.SERVER)
@NullMarked
package dev.muninn.server.command.memory;

import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
