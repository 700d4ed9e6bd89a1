/**
 * Transcripts: what is sent to a server and what came back, one text file per command, recorded
 * from a real server and replayed against {@link dev.muninn.server.testing.TestServer}. The
 * notation is described in {@code src/test/resources/transcripts/README.md}.
 */
@NullMarked
package dev.muninn.server.transcript;

import org.jspecify.annotations.NullMarked;
