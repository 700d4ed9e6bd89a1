/**
 * The public API: typed static tracepoints for any JVM program. A provider is an annotated
 * interface; its implementation is generated at build time.
 *
 * <p>May import {@code runtime} and the listeners; only generated code and programs import it.
 */
@NullMarked
package dev.muninn.tracepoint;

import org.jspecify.annotations.NullMarked;
