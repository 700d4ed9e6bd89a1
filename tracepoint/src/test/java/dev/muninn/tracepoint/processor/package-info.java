/** Tests of the annotation processor: they run the compiler on small sources. */
@NullMarked
package dev.muninn.tracepoint.processor;

import org.jspecify.annotations.NullMarked;
