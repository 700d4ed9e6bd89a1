/** Tests of filter expressions. */
@NullMarked
package dev.muninn.tracepoint.filter;

import org.jspecify.annotations.NullMarked;
