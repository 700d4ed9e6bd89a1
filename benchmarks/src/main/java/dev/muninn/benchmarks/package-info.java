/** Placeholder. */
@NullMarked
package dev.muninn.benchmarks;

import org.jspecify.annotations.NullMarked;
