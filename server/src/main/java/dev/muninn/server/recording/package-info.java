/**
 * The server's use of the tracepoint library's recorder: sessions that it made and ends with it,
 * the flight recorder of the directives, and what sets off its snapshots. Imports {@code config}
 * and the tracepoint library.
 */
@NullMarked
package dev.muninn.server.recording;

import org.jspecify.annotations.NullMarked;
