/**
 * Support for tests that listen from outside: child JVMs, LTTng sessions of a daemon of their own,
 * bpftrace. May import JUnit and the JDK, nothing of the library.
 */
@NullMarked
package dev.muninn.tracepoint.testing;

import org.jspecify.annotations.NullMarked;
