/**
 * Reading a trace beside babeltrace2. Imports the helpers of the other measurements and the
 * analysis.
 */
@NullMarked
package dev.muninn.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
