package dev.muninn.tracepoint.jfr;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.Unsigned;
import dev.muninn.tracepoint.Utf8;

/** One event for each group of field types; for recordings that name them. */
@Provider(value = "muninn_test_jfr", byName = true)
interface JfrSampleEvents {
  /** A kind. */
  enum Kind {
    SMALL,
    LARGE
  }

  /**
   * Integers.
   *
   * @param duration a name JFR has taken for itself
   */
  @Event("numbers")
  void numbers(
      @Unsigned long duration,
      @Unsigned int count,
      byte tiny,
      @Unsigned byte octet,
      @Unsigned short port,
      long big);

  /** Whether anyone listens. */
  boolean numbersEnabled();

  /** The rest. */
  @Event("others")
  void others(double ratio, boolean first, Kind kind, @Utf8 byte[] name, byte[] data);

  /** Whether anyone listens. */
  boolean othersEnabled();

  /** Text, and how long things took. */
  @Event("texts")
  void texts(
      CharSequence text,
      NativeString constant,
      @Timespan @Unsigned long took,
      @Timespan(Timespan.Unit.SECONDS) int uptime);

  /** Whether anyone listens. */
  boolean textsEnabled();
}
