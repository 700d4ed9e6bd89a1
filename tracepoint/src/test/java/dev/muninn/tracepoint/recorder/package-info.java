/** Tests of the recorder; traces are read by babeltrace2. */
@NullMarked
package dev.muninn.tracepoint.recorder;

import org.jspecify.annotations.NullMarked;
