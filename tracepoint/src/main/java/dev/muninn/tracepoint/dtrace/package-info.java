/**
 * DTrace provider files ({@code .d}): reading them into definitions and writing definitions as such
 * files. Only the declarations are meant, not D scripts. Imports the definitions of {@code
 * runtime}, and {@code doc}.
 */
@NullMarked
package dev.muninn.tracepoint.dtrace;

import org.jspecify.annotations.NullMarked;
