/**
 * What a command is: its declaration ({@link dev.muninn.server.command.Command}), its metadata
 * ({@link dev.muninn.server.command.CommandSpec}), the table by which it is found and the way it is
 * called. Families of commands live in packages below this one and import it; it imports none of
 * them except through {@code GeneratedCommands}, which is derived at build time.
 *
 * <p>May import client, resp, keyspace, stats, config, events and memory.
 */
@NullMarked
package dev.muninn.server.command;

import org.jspecify.annotations.NullMarked;
