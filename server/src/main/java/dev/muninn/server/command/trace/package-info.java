/**
 * TRACE: recording sessions of the tracepoint library's recorder, by command. Imports {@code
 * command}, {@code recording} and the tracepoint library.
 */
@NullMarked
package dev.muninn.server.command.trace;

import org.jspecify.annotations.NullMarked;
