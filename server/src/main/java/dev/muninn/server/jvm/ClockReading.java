package dev.muninn.server.jvm;

import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The monotonic clock at a moment of JFR's clock, so that JFR's times can be brought to ours. */
@Name(ClockReading.NAME)
@Enabled(false)
@StackTrace(false)
final class ClockReading extends Event {
  static final String NAME = "muninn.ClockReading";

  /** CLOCK_MONOTONIC just after the event began, in nanoseconds. */
  long nanos;

  ClockReading() {}

  /** Commits a reading whose two clocks were read one right after the other. */
  static void take() {
    ClockReading reading = new ClockReading();
    reading.begin();
    reading.nanos = System.nanoTime();
    reading.end();
    reading.commit();
  }
}
