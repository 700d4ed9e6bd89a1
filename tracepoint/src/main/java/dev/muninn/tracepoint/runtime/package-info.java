/**
 * What generated provider classes call, and the definitions of providers, events and fields.
 *
 * <p>May import {@code usdt} and {@code elf}; must not import the public package, {@code lttng} or
 * any other listener. Nothing on the path of a disabled event allocates, locks or calls native
 * code.
 */
@NullMarked
package dev.muninn.tracepoint.runtime;

import org.jspecify.annotations.NullMarked;
