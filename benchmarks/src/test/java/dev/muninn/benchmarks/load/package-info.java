/** Tests of the package of the same name. */
@NullMarked
package dev.muninn.benchmarks.load;

import org.jspecify.annotations.NullMarked;
