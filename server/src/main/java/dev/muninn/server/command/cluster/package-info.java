/**
 * Commands of cluster mode, as a server that is not in it answers them. Imports command, client and
 * resp.
 */
@NullMarked
package dev.muninn.server.command.cluster;

import org.jspecify.annotations.NullMarked;
