/**
 * The command COMMAND and its subcommands: what the server tells of its commands. Imports command,
 * resp and memory.
 */
@NullMarked
package dev.muninn.server.command.introspection;

import org.jspecify.annotations.NullMarked;
