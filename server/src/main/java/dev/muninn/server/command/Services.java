package dev.muninn.server.command;

import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.config.Config;
import dev.muninn.server.keyspace.Keyspace;

/**
 * The parts of one server that commands work on.
 *
 * @param config the directives
 * @param keyspace the databases
 * @param commands the commands
 * @param clients the connected clients
 * @param clock time, cached once a loop turn
 */
public record Services(
    Config config,
    Keyspace keyspace,
    CommandTable commands,
    ClientRegistry clients,
    CachedClock clock) {}
