/**
 * The annotation processor: reads {@code @Provider} interfaces and {@code @ProviderFile}s, checks
 * them and writes their implementations. Runs inside the compiler, never in the program; imports
 * the definitions of {@code runtime}, {@code doc} and {@code dtrace}.
 */
@NullMarked
package dev.muninn.tracepoint.processor;

import org.jspecify.annotations.NullMarked;
