/** Tests of the JFR listener. */
@NullMarked
package dev.muninn.tracepoint.jfr;

import org.jspecify.annotations.NullMarked;
