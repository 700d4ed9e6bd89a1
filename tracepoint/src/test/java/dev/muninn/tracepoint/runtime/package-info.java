/** What generated code calls. */
@NullMarked
package dev.muninn.tracepoint.runtime;

import org.jspecify.annotations.NullMarked;
