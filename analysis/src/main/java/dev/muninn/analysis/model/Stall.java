package dev.muninn.analysis.model;

/**
 * A time in which the main thread served nobody but one.
 *
 * @param kind what is to be blamed
 * @param label the command's name, or the kind's label
 * @param begin nanoseconds of CLOCK_MONOTONIC
 * @param nanos its length
 * @param victims requests of others that waited for it
 * @param stolen the sum of their waiting, nanoseconds, at most
 * @param client whose command it was
 * @param key a large key that was used, or empty
 */
public record Stall(
    StallKind kind,
    String label,
    long begin,
    long nanos,
    long victims,
    long stolen,
    Client client,
    String key) {}
