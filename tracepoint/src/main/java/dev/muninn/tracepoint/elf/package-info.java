/**
 * Writing ELF shared objects, byte by byte. Knows nothing of tracepoints; may import nothing of
 * this library.
 */
@NullMarked
package dev.muninn.tracepoint.elf;

import org.jspecify.annotations.NullMarked;
