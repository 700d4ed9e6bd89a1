/**
 * From trace to answer: reads traces of LTTng and of Muninn's recorder, and tells what was slow and
 * why. Subpackages: {@code ctf} reads; the others ask. Imports the tracepoint library, never the
 * server.
 */
@NullMarked
package dev.muninn.analysis;

import org.jspecify.annotations.NullMarked;
