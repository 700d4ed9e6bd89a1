package dev.muninn.server.stats;

import java.util.List;

/**
 * A command that took long.
 *
 * @param id unique in this run of the server
 * @param seconds when, since the epoch
 * @param micros how long
 * @param arguments trimmed
 * @param address of the client
 * @param clientName empty if it has none
 */
public record SlowLogEntry(
    long id,
    long seconds,
    long micros,
    List<byte[]> arguments,
    String address,
    String clientName) {}
