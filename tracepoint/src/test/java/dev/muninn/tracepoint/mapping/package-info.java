/** Tests of memory from the system. */
@NullMarked
package dev.muninn.tracepoint.mapping;

import org.jspecify.annotations.NullMarked;
