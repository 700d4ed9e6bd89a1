/** The objects we write, byte by byte. */
@NullMarked
package dev.muninn.tracepoint.elf;

import org.jspecify.annotations.NullMarked;
