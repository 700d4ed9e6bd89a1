package dev.muninn.server.command.hash;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.Words;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Reason;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.value.Element;
import dev.muninn.server.value.hash.HashEdit;
import dev.muninn.server.value.hash.HashValue;
import org.jspecify.annotations.Nullable;

/** What several commands on hashes have in common. */
final class Fields {
  private static final RespError COUNT =
      RespError.err("numfields should be greater than 0 and match the provided number of fields");

  private Fields() {}

  /** Replies with an element. */
  static void reply(Context c, Element element) {
    if (element.isLong()) {
      c.reply().bulkDecimal(element.longValue());
    } else {
      c.reply().bulk(element.text(c.keyspace().memory()));
    }
  }

  /** Replies with the value of a field, or that there is none. */
  static void reply(Context c, @Nullable HashValue hash, Slice field) {
    if (hash != null && hash.find(field)) {
      reply(c, hash.value());
    } else {
      c.reply().nullValue();
    }
  }

  /**
   * Checks {@code FIELDS numfields field ...} and tells where the fields begin.
   *
   * @param at index of the number
   * @param words arguments per field
   */
  static int begin(Context c, int at, int words, RespError wrong) {
    long count = c.integer(at);
    if (count < 1 || count > c.argc() || count * words != c.argc() - at - 1L) {
      throw c.fail(wrong);
    }
    return at + 1;
  }

  static int begin(Context c, int at, int words) {
    return begin(c, at, words, COUNT);
  }

  /** The error when no number of fields is told at all. */
  static RespError count() {
    return COUNT;
  }

  /** Ends a write that has changed so many fields: the key goes with its last one. */
  static void end(Write write, HashEdit hash, KeyEvent event, long changes) {
    if (changes == 0) {
      write.unchanged();
    } else if (hash.size() > 0) {
      write.done(event, changes);
    } else {
      write.emptied(event, changes, Reason.EMPTIED);
    }
  }

  /** A command that has deleted fields is repeated as HDEL of those that were named. */
  static void repeatDeleted(Context c, int first, long deleted) {
    Effects effects = c.effects();
    if (deleted == 0 || !effects.wanted()) {
      return;
    }
    Words words = effects.words("HDEL").add(c.arg(1));
    for (int i = first; i < c.argc(); i++) {
      words.add(c.arg(i));
    }
    effects.instead(words);
  }
}
