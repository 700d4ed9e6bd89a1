/** Tests of the package of the same name. */
@NullMarked
package dev.muninn.benchmarks;

import org.jspecify.annotations.NullMarked;
