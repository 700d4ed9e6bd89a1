/** Tests of the package of the same name. */
@NullMarked
package dev.muninn.benchmarks.report;

import org.jspecify.annotations.NullMarked;
