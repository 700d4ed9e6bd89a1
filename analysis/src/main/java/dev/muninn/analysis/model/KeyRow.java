package dev.muninn.analysis.model;

/**
 * The figures of one key.
 *
 * @param maxBytes greatest size seen
 * @param own nanoseconds of the commands that used it first
 */
public record KeyRow(
    long db,
    String key,
    String type,
    long reads,
    long writes,
    long deletes,
    long maxBytes,
    long own) {}
