/**
 * Commands about the connection itself: PING, ECHO, SELECT, AUTH, HELLO, RESET, QUIT, CLIENT. May
 * import command, client, resp, config and memory's slices.
 */
@NullMarked
package dev.muninn.server.command.connection;

import org.jspecify.annotations.NullMarked;
