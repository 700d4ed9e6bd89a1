package dev.muninn.server.command.hash;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.Words;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.hash.HashEdit;

/** Options of HSETEX. */
final class SetOptions {
  private boolean keyMissing;
  private boolean keyThere;
  private boolean fieldsMissing;
  private boolean fieldsThere;
  private boolean keep;
  private int option;
  private int time;

  private SetOptions() {}

  /** Parses the arguments before the word FIELDS, which is at {@code end}. */
  static SetOptions parse(Context c, int end) {
    SetOptions options = new SetOptions();
    for (int i = 2; i < end; i++) {
      if (!options.takes(c.arg(i), i, end)) {
        throw c.fail(RespError.SYNTAX);
      }
      i = Math.max(i, options.time);
    }
    return options;
  }

  private boolean takes(Slice word, int index, int end) {
    int unit = FieldTimes.option(word);
    if (word.equalsIgnoreCase("nx") && !keyThere) {
      keyMissing = true;
    } else if (word.equalsIgnoreCase("xx") && !keyMissing) {
      keyThere = true;
    } else if (word.equalsIgnoreCase("fnx") && !fieldsThere) {
      fieldsMissing = true;
    } else if (word.equalsIgnoreCase("fxx") && !fieldsMissing) {
      fieldsThere = true;
    } else if (word.equalsIgnoreCase("keepttl") && option == 0) {
      keep = true;
    } else if (unit != 0 && option == 0 && !keep && index + 1 < end) {
      option = unit;
      time = index + 1;
    } else {
      return false;
    }
    return true;
  }

  /** Whether the key may not be there, or has to be. */
  boolean keyRefuses(boolean exists) {
    return (keyMissing && exists) || (keyThere && !exists);
  }

  /** Whether a field may not be there, or has to be. */
  boolean fieldRefuses(HashEdit hash, Slice field) {
    return (fieldsMissing || fieldsThere) && hash.find(field) != fieldsThere;
  }

  /** When the fields expire, or {@link HashEdit#KEEP}. */
  long expireAt(Context c) {
    if (option != 0) {
      return FieldTimes.at(c, time, option);
    }
    return keep ? HashEdit.KEEP : Entry.NO_EXPIRE;
  }

  /** Is repeated without conditions, which have been met, and with a time of day. */
  void repeat(Context c, int first, long when) {
    Effects effects = c.effects();
    boolean conditions = keyMissing || keyThere || fieldsMissing || fieldsThere;
    if (!effects.wanted() || (!conditions && (option & ~FieldTimes.PXAT) == 0)) {
      return;
    }
    Words words = effects.words("HSETEX").add(c.arg(1));
    if (when >= 0) {
      words.add("PXAT").add(when);
    } else if (keep) {
      words.add("KEEPTTL");
    }
    words.add("FIELDS").add((c.argc() - first) / 2L);
    for (int i = first; i < c.argc(); i++) {
      words.add(c.arg(i));
    }
    effects.instead(words);
  }
}
