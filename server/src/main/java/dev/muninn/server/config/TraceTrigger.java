package dev.muninn.server.config;

import java.util.List;
import java.util.Locale;

/**
 * What sets off a snapshot of the flight recorder.
 *
 * @param what as the directive has it
 * @param limit microseconds, or percent for {@link #MEMORY}
 */
public record TraceTrigger(String what, long limit) {
  /** A command that took longer. */
  public static final String COMMAND = "command-longer-than";

  /** A turn of the event loop that took longer. */
  public static final String EVENTLOOP = "eventloop-longer-than";

  /** A pause of the garbage collector that took longer. */
  public static final String GC = "gc-longer-than";

  /** More memory in use than so many percent of maxmemory. */
  public static final String MEMORY = "memory-above";

  private static final long MAX_MICROS = 3_600_000_000L;

  static TraceTrigger parse(String what, String limit) throws ConfigException {
    String name = what.toLowerCase(Locale.ROOT);
    String text = limit.toLowerCase(Locale.ROOT);
    if (name.equals(MEMORY)) {
      return new TraceTrigger(name, number(text, "%", 100));
    } else if (!List.of(COMMAND, EVENTLOOP, GC).contains(name)) {
      throw new ConfigException(
          "trigger must be command-longer-than, eventloop-longer-than, gc-longer-than or"
              + " memory-above with a limit, or off");
    } else if (text.endsWith("us")) {
      return new TraceTrigger(name, number(text, "us", MAX_MICROS));
    } else if (text.endsWith("ms")) {
      return new TraceTrigger(name, number(text, "ms", MAX_MICROS / 1000) * 1000);
    }
    return new TraceTrigger(name, number(text, "s", MAX_MICROS / 1_000_000) * 1_000_000);
  }

  private static long number(String text, String unit, long most) throws ConfigException {
    String digits = text.endsWith(unit) ? text.substring(0, text.length() - unit.length()) : "";
    long value = digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : 0;
    if (value < 1 || value > most) {
      throw new ConfigException(
          unit.equals("%")
              ? "memory-above must be 1% to 100%"
              : "limit of a trigger must be a time such as 100ms, at most an hour");
    }
    return value;
  }

  @Override
  public String toString() {
    if (what.equals(MEMORY)) {
      return what + " " + limit + "%";
    }
    return what + " " + (limit % 1000 == 0 ? limit / 1000 + "ms" : limit + "us");
  }
}
