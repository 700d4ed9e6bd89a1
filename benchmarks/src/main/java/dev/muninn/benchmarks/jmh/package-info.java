/**
 * Nanoseconds of a tracepoint, by JMH, beside the same tracepoint in C. Imports process, tracing
 * and the tracepoint library; the classes are public because JMH's generated code uses them.
 */
@NullMarked
package dev.muninn.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
