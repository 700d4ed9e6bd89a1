package dev.muninn.analysis.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as {@code babeltrace2 --begin} takes it: {@code YYYY-MM-DD}, {@code YYYY-MM-DD
 * hh:mm[:ss[.nnnnnnnnn]]}, {@code hh:mm[:ss[.nnnnnnnnn]]} of the day of the trace's first event, or
 * seconds since the epoch {@code [-]s[.nnnnnnnnn]}.
 */
final class TimeText {
  private static final long NANOS = 1_000_000_000;
  private static final String DATE = "([0-9]{4})-([0-9]{2})-([0-9]{2})";
  private static final String TIME = "([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?";
  private static final Pattern FULL = Pattern.compile("(?:" + DATE + ")?[ T]?(?:" + TIME + ")?");
  private static final Pattern SECONDS = Pattern.compile("(-?)([0-9]{1,10})(?:\\.([0-9]{1,9}))?");

  private TimeText() {}

  /** Whether a text says no day. */
  static boolean needsDay(String text) {
    return text.matches(TIME);
  }

  /**
   * Nanoseconds since the epoch.
   *
   * @param day a time of the day that is meant where the text has none, in nanoseconds
   * @throws IllegalArgumentException with one line, when it is none of these forms
   */
  static long parse(String text, ZoneId zone, long day) {
    Matcher seconds = SECONDS.matcher(text);
    if (seconds.matches()) {
      long value = Long.parseLong(seconds.group(2)) * NANOS + fraction(seconds.group(3));
      return seconds.group(1).isEmpty() ? value : -value;
    }
    Matcher full = FULL.matcher(text);
    boolean form = text.matches(DATE) || text.matches(TIME) || text.matches(DATE + "[ T]" + TIME);
    if (form && full.matches()) {
      try {
        LocalDate date =
            full.group(1) == null
                ? Instant.ofEpochSecond(Math.floorDiv(day, NANOS)).atZone(zone).toLocalDate()
                : LocalDate.of(number(full.group(1)), number(full.group(2)), number(full.group(3)));
        LocalTime time =
            LocalTime.of(
                number(full.group(4)),
                number(full.group(5)),
                number(full.group(6)),
                (int) fraction(full.group(7)));
        Instant instant = LocalDateTime.of(date, time).atZone(zone).toInstant();
        return Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
      } catch (DateTimeException | ArithmeticException e) {
        // Reported below.
      }
    }
    String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
    throw new IllegalArgumentException(
        "not a time: value=%s (YYYY-MM-DD [hh:mm[:ss[.nnn]]], hh:mm[:ss[.nnn]], or seconds)"
            .formatted(shown));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "00000000").substring(0, 9));
  }
}
