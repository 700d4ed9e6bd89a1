/** Traces written by hand, whole, cut and broken. */
@NullMarked
package dev.muninn.analysis.ctf;

import org.jspecify.annotations.NullMarked;
