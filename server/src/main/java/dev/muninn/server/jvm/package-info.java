/**
 * What the JVM and the operating system do to the server: pauses told by JDK Flight Recorder, time
 * spent waiting for a processor. Imports {@code events} and the tracepoint library.
 */
@NullMarked
package dev.muninn.server.jvm;

import org.jspecify.annotations.NullMarked;
