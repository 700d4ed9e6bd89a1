package dev.muninn.benchmarks;

import dev.muninn.benchmarks.load.LoadResult;

/**
 * One run of the memory measurement.
 *
 * @param usedPerKey growth of INFO's {@code used_memory} by the fill, in bytes per key
 * @param residentPerKey growth of the resident set by the fill, in bytes per key
 * @param resident the resident set after the random SETs, in bytes
 * @param peak its greatest so far, in bytes
 * @param load the random SETs
 * @param pauses GC pauses during them; NaN for a server without a GC log
 * @param longestPause the longest, in milliseconds
 */
record MemorySample(
    double usedPerKey,
    double residentPerKey,
    double resident,
    double peak,
    LoadResult load,
    double pauses,
    double longestPause) {}
