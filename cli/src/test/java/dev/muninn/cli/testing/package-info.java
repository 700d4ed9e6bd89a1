/**
 * Support for tests of the running server: its process and a client. May import the JDK, JUnit and
 * the tracepoint library's {@code testing} package.
 */
@NullMarked
package dev.muninn.cli.testing;

import org.jspecify.annotations.NullMarked;
