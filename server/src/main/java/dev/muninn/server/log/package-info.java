/** The server's log file. Imports {@code config} for the levels. */
@NullMarked
package dev.muninn.server.log;

import org.jspecify.annotations.NullMarked;
