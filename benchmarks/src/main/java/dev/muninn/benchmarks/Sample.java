package dev.muninn.benchmarks;

import dev.muninn.benchmarks.load.LoadResult;
import dev.muninn.benchmarks.tracing.Tracer;

/**
 * One run.
 *
 * @param load what the client saw
 * @param cpuMicros the server's CPU time per request, in microseconds
 * @param recorded what the tracer got
 */
record Sample(LoadResult load, double cpuMicros, Tracer.Recorded recorded) {}
