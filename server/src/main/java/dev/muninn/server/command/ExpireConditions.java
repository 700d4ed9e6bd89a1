package dev.muninn.server.command;

import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** NX, XX, GT and LT of the commands that set a time to live: a bit each. */
public final class ExpireConditions {
  private static final int NX = 1;
  private static final int XX = 2;
  private static final int GT = 4;
  private static final int LT = 8;

  private ExpireConditions() {}

  /**
   * The conditions that were given.
   *
   * @throws dev.muninn.server.resp.ErrorReply they exclude each other
   */
  public static int of(Context c, boolean nx, boolean xx, boolean gt, boolean lt) {
    if (nx && (xx || gt || lt)) {
      throw c.fail(RespError.EXPIRE_NX_AND_OTHERS);
    }
    if (gt && lt) {
      throw c.fail(RespError.EXPIRE_GT_AND_LT);
    }
    return (nx ? NX : 0) | (xx ? XX : 0) | (gt ? GT : 0) | (lt ? LT : 0);
  }

  /** Whether a time may take the place of another; none counts as one never reached. */
  public static boolean meet(int conditions, long current, long time) {
    boolean none = current == Entry.NO_EXPIRE;
    return ((conditions & NX) == 0 || none)
        && ((conditions & XX) == 0 || !none)
        && ((conditions & GT) == 0 || (!none && time > current))
        && ((conditions & LT) == 0 || none || time < current);
  }
}
