package dev.muninn.server.client;

import dev.muninn.server.resp.ReplyPool;

/**
 * How large the reply buffers of clients are: a client's follows its replies, from {@value #LEAST}
 * bytes to {@link ReplyPool#CHUNK}. It shrinks when replies took less than half of it and doubles
 * when they filled it, as in Valkey. The chunks themselves are one server's, lent while something
 * is pending; the size tells what a client needs of them.
 */
public final class ReplyBufferSizing {
  /** Least size, bytes (PROTO_REPLY_MIN_BYTES). */
  static final int LEAST = 1024;

  /** Milliseconds after which a peak is forgotten (REPLY_BUFFER_DEFAULT_PEAK_RESET_TIME). */
  public static final long PEAK_RESET_MILLIS = 5000;

  /** Peaks are never forgotten. */
  public static final long NEVER = -1;

  private long peakResetMillis = PEAK_RESET_MILLIS;
  private boolean resizing = true;

  ReplyBufferSizing() {}

  /** Sets after how many milliseconds a peak is forgotten; {@link #NEVER} keeps it. */
  public void peakResetMillis(long millis) {
    peakResetMillis = millis;
  }

  /** Sets whether sizes follow the replies. */
  public void resizing(boolean on) {
    resizing = on;
  }

  /** The size after a look at how much of it was used. */
  int next(int size, int peak) {
    if (!resizing) {
      return size;
    } else if (size / 2 >= LEAST && peak < size / 2) {
      return Math.max(LEAST, peak + 1);
    } else if (size < ReplyPool.CHUNK && peak == size) {
      return Math.min(ReplyPool.CHUNK, size * 2);
    }
    return size;
  }

  /** Whether a peak of that age is to be forgotten. */
  boolean forgets(long ageMillis) {
    return resizing && peakResetMillis >= 0 && ageMillis >= peakResetMillis;
  }
}
