/** Tests of the stall lab's own logic. */
@NullMarked
package dev.muninn.benchmarks.lab;

import org.jspecify.annotations.NullMarked;
