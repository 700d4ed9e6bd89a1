package dev.muninn.analysis.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Times of a zone, second by second: the hours of most events are those of the one before. */
final class WallClock {
  private static final long NANOS = 1_000_000_000;

  private final ZoneId zone;
  // Empty, so that the first time is outside.
  private long begin = 1;
  private long end;
  private ByteWriter.Constant time = new ByteWriter.Constant("");
  private ByteWriter.Constant date = new ByteWriter.Constant("");

  WallClock(ZoneId zone) {
    this.zone = zone;
  }

  private void turnTo(long nanos) {
    if (nanos >= begin && nanos < end) {
      return;
    }
    long second = Math.floorDiv(nanos, NANOS);
    begin = second * NANOS;
    end = begin + NANOS;
    ZonedDateTime local = Instant.ofEpochSecond(second).atZone(zone);
    time =
        new ByteWriter.Constant(
            "%02d:%02d:%02d.".formatted(local.getHour(), local.getMinute(), local.getSecond()));
    date =
        new ByteWriter.Constant(
            "%04d-%02d-%02d"
                .formatted(local.getYear(), local.getMonthValue(), local.getDayOfMonth()));
  }

  /** {@code hh:mm:ss.nnnnnnnnn}; before the epoch seconds, as babeltrace2 falls back to. */
  void putTime(ByteWriter out, long nanos) {
    out.position(putTime(out.buffer(), out.position(), nanos));
  }

  /** The same, to a buffer with room for it; returns where it ends. */
  int putTime(byte[] to, int start, long nanos) {
    int at = start;
    if (nanos < 0) {
      to[at] = '-';
      at = ByteWriter.unsigned(to, at + 1, Long.divideUnsigned(-nanos, NANOS));
      to[at++] = '.';
      return ByteWriter.nineDigits(to, at, (int) Long.remainderUnsigned(-nanos, NANOS));
    }
    turnTo(nanos);
    at = ByteWriter.put(to, at, time);
    return ByteWriter.nineDigits(to, at, (int) (nanos - begin));
  }

  /** {@code YYYY-MM-DDThh:mm:ss.nnnnnnnnn}. */
  void putDateTime(ByteWriter out, long nanos) {
    turnTo(nanos);
    out.put(date);
    out.put('T');
    out.put(time);
    out.nineDigits((int) (nanos - begin));
  }
}
