/** Tests of the server's use of the recorder. */
@NullMarked
package dev.muninn.server.recording;

import org.jspecify.annotations.NullMarked;
