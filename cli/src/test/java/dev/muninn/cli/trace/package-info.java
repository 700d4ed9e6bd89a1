/** Tests of {@code muninn trace} against a server that only remembers, and a real one. */
@NullMarked
package dev.muninn.cli.trace;

import org.jspecify.annotations.NullMarked;
