package dev.muninn.analysis.view;

import dev.muninn.tracepoint.filter.Filter;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a trace, and how.
 *
 * @param filter what events must fulfil, or null
 * @param begin time of the first event shown as {@code babeltrace2 --begin} takes it, or empty
 * @param end time of the last one, or empty
 * @param zone of the times shown and of those that are given
 * @param follow whether to wait for more at the end
 */
public record ViewOptions(
    Format format, @Nullable Filter filter, String begin, String end, ZoneId zone, boolean follow) {
  /** How events are written. */
  public enum Format {
    /** babeltrace2's lines. */
    TEXT,
    /** An object a line. */
    JSON,
    /** A table with a header. */
    CSV
  }

  /** All events as text, in local time. */
  public static final ViewOptions DEFAULT =
      new ViewOptions(Format.TEXT, null, "", "", ZoneId.systemDefault(), false);

  /** The same in another format. */
  public ViewOptions withFormat(Format other) {
    return new ViewOptions(other, filter, begin, end, zone, follow);
  }

  /** The same of other events. */
  public ViewOptions withFilter(@Nullable Filter other) {
    return new ViewOptions(format, other, begin, end, zone, follow);
  }

  /** The same of another range of time. */
  public ViewOptions withRange(String otherBegin, String otherEnd) {
    return new ViewOptions(format, filter, otherBegin, otherEnd, zone, follow);
  }

  /** The same in times of another zone. */
  public ViewOptions withZone(ZoneId other) {
    return new ViewOptions(format, filter, begin, end, other, follow);
  }

  /** The same, waiting for more or not. */
  public ViewOptions withFollow(boolean other) {
    return new ViewOptions(format, filter, begin, end, zone, other);
  }
}
