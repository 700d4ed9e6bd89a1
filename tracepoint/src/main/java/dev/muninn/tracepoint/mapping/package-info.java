/**
 * Memory that the system gives: files mapped so that losing them is no disaster, and zeros that
 * take memory only as they are used.
 *
 * <p>May import {@code elf} and {@code usdt}, for the machine's name; nothing here knows of events.
 */
@NullMarked
package dev.muninn.tracepoint.mapping;

import org.jspecify.annotations.NullMarked;
