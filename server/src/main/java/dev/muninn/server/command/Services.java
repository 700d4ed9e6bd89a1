package dev.muninn.server.command;

import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.config.Config;
import dev.muninn.server.keyspace.ActiveExpire;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;

/**
 * The parts of one server that commands work on.
 *
 * @param config the directives
 * @param keyspace the databases
 * @param activeExpire what deletes expired keys nobody asks for
 * @param commands the commands
 * @param clients the connected clients
 * @param clock time, cached once a loop turn
 * @param stats the counters behind INFO
 * @param slowLog the latest slow commands
 * @param latency samples of what took long
 * @param control the server as a whole
 * @param parts what some commands have to do with, found by class
 */
public record Services(
    Config config,
    Keyspace keyspace,
    ActiveExpire activeExpire,
    CommandTable commands,
    ClientRegistry clients,
    CachedClock clock,
    ServerStats stats,
    SlowLog slowLog,
    LatencyMonitor latency,
    ServerControl control,
    Parts parts) {}
