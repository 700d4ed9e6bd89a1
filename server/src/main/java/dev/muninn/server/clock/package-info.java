/** The clock, behind an interface so that a test can set it. Imports nothing of the server. */
@NullMarked
package dev.muninn.server.clock;

import org.jspecify.annotations.NullMarked;
