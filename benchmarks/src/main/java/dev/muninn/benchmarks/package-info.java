/**
 * The measurements one can repeat: {@code overhead}, {@code compare}, {@code memory}, {@code jmh},
 * {@code stall-lab}.
 *
 * <p>Holds the experiments and their options; may import every package below it and none of the
 * server: the server under test is a process.
 */
@NullMarked
package dev.muninn.benchmarks;

import org.jspecify.annotations.NullMarked;
