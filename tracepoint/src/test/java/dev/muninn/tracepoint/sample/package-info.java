/** A provider with a field of every type, and the program the tests trace. */
@NullMarked
package dev.muninn.tracepoint.sample;

import org.jspecify.annotations.NullMarked;
