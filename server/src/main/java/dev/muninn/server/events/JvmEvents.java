package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.Unsigned;

/**
 * Pauses that the JVM itself makes. Told after the fact, within about a second, so each says when
 * it began. They are made of JFR's events of the same, so a JFR recording alone does not have them.
 */
@Provider("jvm")
public interface JvmEvents {

  /**
   * The garbage collector has stopped the program.
   *
   * @param name the collector and its cause, with a slash between them
   * @param start when it began: nanoseconds of CLOCK_MONOTONIC
   * @param duration microseconds it lasted
   */
  @Event("gc_pause")
  void gcPause(String name, @Unsigned long start, @Timespan @Unsigned long duration);

  /** Whether anyone listens to {@code gc_pause}. */
  boolean gcPauseEnabled();

  /**
   * All threads of the program were stopped, for a garbage collection or for something else.
   *
   * @param operation what the JVM did, in its own words
   * @param start when the JVM began to stop the threads: nanoseconds of CLOCK_MONOTONIC
   * @param duration microseconds until they went on
   */
  @Event("safepoint")
  void safepoint(String operation, @Unsigned long start, @Timespan @Unsigned long duration);

  /** Whether anyone listens to {@code safepoint}. */
  boolean safepointEnabled();
}
