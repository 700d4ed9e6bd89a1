/**
 * The generated shared object of a provider, with its USDT probes: writing it, placing it in a
 * private directory, loading it. May import {@code elf} only.
 */
@NullMarked
package dev.muninn.tracepoint.usdt;

import org.jspecify.annotations.NullMarked;
