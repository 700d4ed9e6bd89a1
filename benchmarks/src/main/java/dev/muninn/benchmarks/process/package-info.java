/**
 * Starts, watches and ends processes: servers under test and tools. Only processes started here are
 * ended, by their handle. Imports nothing of the other packages.
 */
@NullMarked
package dev.muninn.benchmarks.process;

import org.jspecify.annotations.NullMarked;
