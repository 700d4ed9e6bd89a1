/** SIGTERM and SIGINT. Imports the JDK only. */
@NullMarked
package dev.muninn.cli.signal;

import org.jspecify.annotations.NullMarked;
