/**
 * INFO, CONFIG, TIME, LOLWUT, SHUTDOWN, DEBUG. Imports command, what it rests on, and the memory
 * family for the figures that INFO and MEMORY share.
 */
@Family(group = Group.SERVER)
@NullMarked
package dev.muninn.server.command.server;

import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
