package dev.muninn.analysis.model;

/**
 * One of the slowest commands.
 *
 * @param nanos its end, CLOCK_MONOTONIC
 * @param name lower case
 * @param client who sent it
 * @param own nanoseconds it took itself
 * @param felt {@code own} and what it may have waited for others before it
 * @param cause what is to be blamed for most of it
 * @param reason the cause in words
 */
public record SlowCommand(
    long nanos, String name, Client client, long own, long felt, StallKind cause, String reason) {}
