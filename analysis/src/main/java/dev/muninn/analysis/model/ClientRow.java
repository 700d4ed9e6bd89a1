package dev.muninn.analysis.model;

/**
 * The figures of one client. Times in nanoseconds.
 *
 * @param own what its commands took
 * @param occupied the main thread's time for it: its commands and reading them
 * @param maxOwn its longest command
 * @param maxFelt its longest command with waiting
 * @param pendingMax most bytes of replies that it left untaken
 */
public record ClientRow(
    Client client,
    long commands,
    long own,
    long occupied,
    long maxOwn,
    long maxFelt,
    long pendingMax) {}
