/** LTTng, listening for real. */
@NullMarked
package dev.muninn.tracepoint.lttng;

import org.jspecify.annotations.NullMarked;
