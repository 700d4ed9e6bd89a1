/** Tests of the package of the same name. */
@NullMarked
package dev.muninn.benchmarks.tracing;

import org.jspecify.annotations.NullMarked;
