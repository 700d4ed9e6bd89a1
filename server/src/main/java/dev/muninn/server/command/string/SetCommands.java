package dev.muninn.server.command.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.DocFlag;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFinder;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Commands that store a whole string. */
public final class SetCommands {
  private SetCommands() {}

  /** SET. */
  @Command(
      name = "set",
      group = Group.STRING,
      arity = -3,
      since = "1.0.0",
      summary = "Stores a string under a key, whatever the key held.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE, KeyFlag.VARIABLE_FLAGS},
              notes = "Reads the key only with `GET`"),
      keyFinder = KeyFinder.SET,
      syntax =
          "key:key value:string [condition<NX|XX>^2.6.12] [GET^6.2.0]"
              + " [expiration<EX seconds:integer^2.6.12|PX milliseconds:integer^2.6.12"
              + "|EXAT unix-time-seconds:unix-time^6.2.0"
              + "|PXAT unix-time-milliseconds:unix-time^6.2.0|KEEPTTL^6.0.0>]",
      history = {
        "2.6.12: New options `EX`, `PX`, `NX` and `XX`.",
        "6.0.0: New option `KEEPTTL`.",
        "6.2.0: New options `GET`, `EXAT` and `PXAT`.",
        "7.0.0: `NX` and `GET` may be given together."
      })
  public static void set(Context c) {
    if (c.argc() == 3) {
      Values.store(c, c.arg(1), c.arg(2), Entry.NO_EXPIRE);
      c.reply().ok();
      return;
    }
    int options = StringOptions.parseSet(c);
    if (options == StringOptions.INVALID) {
      return;
    }
    long expireAt = Entry.NO_EXPIRE;
    if ((options & StringOptions.EXPIRE) != 0) {
      expireAt = StringOptions.expireAt(c, options);
      if (expireAt == StringOptions.NO_TIME) {
        return;
      }
    }
    setWithOptions(c, options, expireAt);
  }

  private static void setWithOptions(Context c, int options, long expireAt) {
    Slice key = c.arg(1);
    Entry entry = c.entry();
    boolean get = (options & StringOptions.GET) != 0;
    boolean found;
    if (get) {
      found = c.db().lookupRead(key, entry);
      if (!found) {
        c.reply().nullValue();
      } else if (Values.isString(c, entry)) {
        Values.reply(c, entry);
      } else {
        return;
      }
    } else {
      found = c.db().lookupWrite(key, entry);
    }
    if ((options & (found ? StringOptions.NX : StringOptions.XX)) != 0) {
      if (!get) {
        c.reply().nullValue();
      }
      return;
    }
    if (expireAt != Entry.NO_EXPIRE && expireAt <= c.nowMillis()) {
      if (found) {
        c.db().delete(key);
      }
    } else if ((options & StringOptions.KEEPTTL) != 0) {
      Values.storeKeepExpire(c, key, c.arg(2));
    } else {
      Values.store(c, key, c.arg(2), expireAt);
    }
    if (!get) {
      c.reply().ok();
    }
  }

  /** SETNX. */
  @Command(
      name = "setnx",
      group = Group.STRING,
      arity = 3,
      since = "1.0.0",
      summary = "Stores a string under a key that does not exist.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.OW, KeyFlag.INSERT}),
      syntax = "key:key value:string",
      docFlags = {DocFlag.DEPRECATED},
      deprecatedSince = "2.6.12",
      replacedBy = "`SET` with the `NX` argument")
  public static void setNx(Context c) {
    boolean found = c.db().lookupWrite(c.arg(1), c.entry());
    if (!found) {
      Values.store(c, c.arg(1), c.arg(2), Entry.NO_EXPIRE);
    }
    c.reply().integer(found ? 0 : 1);
  }

  /** SETEX. */
  @Command(
      name = "setex",
      group = Group.STRING,
      arity = 4,
      since = "2.0.0",
      summary = "Stores a string under a key for some seconds.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.OW, KeyFlag.UPDATE}),
      syntax = "key:key seconds:integer value:string",
      docFlags = {DocFlag.DEPRECATED},
      deprecatedSince = "2.6.12",
      replacedBy = "`SET` with the `EX` argument")
  public static void setEx(Context c) {
    setFor(c, StringOptions.EX);
  }

  /** PSETEX. */
  @Command(
      name = "psetex",
      group = Group.STRING,
      arity = 4,
      since = "2.6.0",
      summary = "Stores a string under a key for some milliseconds.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.OW, KeyFlag.UPDATE}),
      syntax = "key:key milliseconds:integer value:string",
      docFlags = {DocFlag.DEPRECATED},
      deprecatedSince = "2.6.12",
      replacedBy = "`SET` with the `PX` argument")
  public static void pSetEx(Context c) {
    setFor(c, StringOptions.PX);
  }

  private static void setFor(Context c, int unit) {
    long expireAt = StringOptions.expireAt(c, unit, 2);
    if (expireAt != StringOptions.NO_TIME) {
      Values.store(c, c.arg(1), c.arg(3), expireAt);
      c.reply().ok();
    }
  }

  /** GETSET. */
  @Command(
      name = "getset",
      group = Group.STRING,
      arity = 3,
      since = "1.0.0",
      summary = "Stores a string under a key and returns the one it held.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}),
      syntax = "key:key value:string",
      docFlags = {DocFlag.DEPRECATED},
      deprecatedSince = "6.2.0",
      replacedBy = "`SET` with the `!GET` argument")
  public static void getSet(Context c) {
    setWithOptions(c, StringOptions.GET, Entry.NO_EXPIRE);
  }

  /** MSET. */
  @Command(
      name = "mset",
      group = Group.STRING,
      arity = -3,
      since = "1.0.1",
      summary = "Stores strings under several keys at once.",
      complexity = "O(N) with N keys",
      flags = {Flag.WRITE, Flag.DENYOOM},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              step = 2,
              flags = {KeyFlag.OW, KeyFlag.UPDATE}),
      syntax = "data{key:key value:string}...",
      tips = {"request_policy:multi_shard", "response_policy:all_succeeded"})
  public static void mSet(Context c) {
    if (hasPairs(c)) {
      storePairs(c);
      c.reply().ok();
    }
  }

  /** MSETNX. */
  @Command(
      name = "msetnx",
      group = Group.STRING,
      arity = -3,
      since = "1.0.1",
      summary = "Stores strings under several keys at once if none of them exists.",
      complexity = "O(N) with N keys",
      flags = {Flag.WRITE, Flag.DENYOOM},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              step = 2,
              flags = {KeyFlag.OW, KeyFlag.INSERT}),
      syntax = "data{key:key value:string}...")
  public static void mSetNx(Context c) {
    if (!hasPairs(c)) {
      return;
    }
    Database db = c.db();
    for (int i = 1; i < c.argc(); i += 2) {
      if (db.lookupWrite(c.arg(i), c.entry())) {
        c.reply().integer(0);
        return;
      }
    }
    storePairs(c);
    c.reply().integer(1);
  }

  private static boolean hasPairs(Context c) {
    if (c.argc() % 2 == 1) {
      return true;
    }
    c.error(RespError.wrongArity(c.command().name()));
    return false;
  }

  private static void storePairs(Context c) {
    for (int i = 1; i < c.argc(); i += 2) {
      Values.store(c, c.arg(i), c.arg(i + 1), Entry.NO_EXPIRE);
    }
  }
}
