package dev.muninn.benchmarks.load;

/**
 * What a client saw of one run.
 *
 * @param requestsPerSecond requests answered per second
 * @param p50 half of the requests took at most this, in milliseconds
 * @param p99 99 % did
 * @param p999 99.9 % did
 * @param max the slowest
 */
public record LoadResult(
    double requestsPerSecond, double p50, double p99, double p999, double max) {}
