/**
 * The fourth listener: records events into per-thread packets and writes them as CTF 1.8, without a
 * tracer outside.
 *
 * <p>May import {@code runtime}, {@code mapping} and {@code filter}; must not import the public
 * package or another listener. The path of a firing thread neither locks nor blocks, and allocates
 * only when a thread comes first. Classes are public only where a program, the server's TRACE
 * command or a reader of the files needs them.
 */
@NullMarked
package dev.muninn.tracepoint.recorder;

import org.jspecify.annotations.NullMarked;
