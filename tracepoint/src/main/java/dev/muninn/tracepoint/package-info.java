/** Placeholder. */
@NullMarked
package dev.muninn.tracepoint;

import org.jspecify.annotations.NullMarked;
