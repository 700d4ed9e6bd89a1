/**
 * MULTI, EXEC, DISCARD, WATCH and UNWATCH. May import command, client, resp, bytes and transaction.
 */
@NullMarked
package dev.muninn.server.command.transaction;

import org.jspecify.annotations.NullMarked;
