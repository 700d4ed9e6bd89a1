package dev.muninn.server.command;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** NX, XX, GT and LT of the commands that set a time to live. */
public final class ExpireConditions {
  private static final int NX = 1;
  private static final int XX = 2;
  private static final int GT = 4;
  private static final int LT = 8;

  private final int bits;

  private ExpireConditions(int bits) {
    this.bits = bits;
  }

  /**
   * Parses arguments.
   *
   * @param from index of the first one
   * @param to index after the last one
   * @throws dev.muninn.server.resp.ErrorReply they are no conditions, or exclude each other
   */
  public static ExpireConditions parse(Context c, int from, int to) {
    int bits = 0;
    for (int i = from; i < to; i++) {
      Slice word = c.arg(i);
      if (word.equalsIgnoreCase("nx")) {
        bits |= NX;
      } else if (word.equalsIgnoreCase("xx")) {
        bits |= XX;
      } else if (word.equalsIgnoreCase("gt")) {
        bits |= GT;
      } else if (word.equalsIgnoreCase("lt")) {
        bits |= LT;
      } else {
        throw c.fail(RespError.err("Unsupported option " + c.text(i)));
      }
    }
    if ((bits & NX) != 0 && bits != NX) {
      throw c.fail(RespError.EXPIRE_NX_AND_OTHERS);
    }
    if ((bits & GT) != 0 && (bits & LT) != 0) {
      throw c.fail(RespError.EXPIRE_GT_AND_LT);
    }
    return new ExpireConditions(bits);
  }

  /** Whether a time may take the place of another; none counts as one never reached. */
  public boolean meets(long current, long time) {
    boolean none = current == Entry.NO_EXPIRE;
    return ((bits & NX) == 0 || none)
        && ((bits & XX) == 0 || !none)
        && ((bits & GT) == 0 || (!none && time > current))
        && ((bits & LT) == 0 || none || time < current);
  }
}
