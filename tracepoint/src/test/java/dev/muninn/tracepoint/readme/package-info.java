/** The README's example, run as it is printed there. */
@NullMarked
package dev.muninn.tracepoint.readme;

import org.jspecify.annotations.NullMarked;
