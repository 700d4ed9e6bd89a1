package dev.muninn.server.command.key;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Commands that give a value another key or database. */
public final class MoveCommands {
  private MoveCommands() {}

  /** RENAME. */
  @Command(
      name = "rename",
      group = Group.GENERIC,
      arity = 3,
      since = "1.0.0",
      summary = "Renames a key; a key that has the new name is overwritten.",
      complexity = "O(1)",
      flags = {Flag.WRITE},
      categories = {AclCategory.KEYSPACE},
      keys = {
        @Keys(
            begin = 1,
            flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.DELETE}),
        @Keys(
            begin = 2,
            flags = {KeyFlag.OW, KeyFlag.UPDATE})
      },
      syntax = "key:key@0 newkey:key@1")
  public static void rename(Context c) {
    Slice key = c.arg(1);
    if (!c.db().lookupWrite(key, c.entry())) {
      c.error(RespError.NO_SUCH_KEY);
      return;
    }
    if (!key.contentEquals(c.arg(2))) {
      move(c, c.db(), c.arg(2));
    }
    c.reply().ok();
  }

  /** RENAMENX. */
  @Command(
      name = "renamenx",
      group = Group.GENERIC,
      arity = 3,
      since = "1.0.0",
      summary = "Renames a key if none has the new name.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys = {
        @Keys(
            begin = 1,
            flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.DELETE}),
        @Keys(
            begin = 2,
            flags = {KeyFlag.OW, KeyFlag.INSERT})
      },
      syntax = "key:key@0 newkey:key@1",
      history = {"3.2.0: No error if both names are the same."})
  public static void renameNx(Context c) {
    Database db = c.db();
    if (!db.lookupWrite(c.arg(1), c.entry())) {
      c.error(RespError.NO_SUCH_KEY);
      return;
    }
    boolean free = !db.lookupWrite(c.arg(2), c.otherEntry());
    if (free) {
      move(c, db, c.arg(2));
    }
    c.reply().integer(free ? 1 : 0);
  }

  /** MOVE. */
  @Command(
      name = "move",
      group = Group.GENERIC,
      arity = 3,
      since = "1.0.0",
      summary = "Moves a key to another database.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}),
      syntax = "key:key db:integer")
  public static void moveKey(Context c) {
    int index = Lookup.database(c, 2);
    if (index < 0) {
      return;
    }
    Database to = c.keyspace().database(index);
    if (to == c.db()) {
      c.error(RespError.SAME_OBJECT);
      return;
    }
    boolean moves =
        c.db().lookupWrite(c.arg(1), c.entry()) && !to.lookupWrite(c.arg(1), c.otherEntry());
    if (moves) {
      move(c, to, c.arg(1));
    }
    c.reply().integer(moves ? 1 : 0);
  }

  /** Moves the key of argument 1, which exists. Looking others up may have moved its entry. */
  private static void move(Context c, Database to, Slice key) {
    Database from = c.db();
    if (from.find(c.arg(1), c.entry())) {
      Lookup.copy(c, c.entry(), to, key);
      from.deleteMoved(c.arg(1));
    }
  }

  /** COPY. */
  @Command(
      name = "copy",
      group = Group.GENERIC,
      arity = -3,
      since = "6.2.0",
      summary = "Copies what a key holds, and its time to live, to another key.",
      complexity = "O(N) with N elements in the value; O(1) for a string",
      flags = {Flag.WRITE, Flag.DENYOOM},
      categories = {AclCategory.KEYSPACE},
      keys = {
        @Keys(
            begin = 1,
            flags = {KeyFlag.RO, KeyFlag.ACCESS}),
        @Keys(
            begin = 2,
            flags = {KeyFlag.OW, KeyFlag.UPDATE})
      },
      syntax = "source:key@0 destination:key@1 [DB destination-db:integer] [REPLACE]")
  public static void copy(Context c) {
    Database to = c.db();
    boolean replace = false;
    for (int i = 3; i < c.argc(); i++) {
      if (c.arg(i).equalsIgnoreCase("replace")) {
        replace = true;
      } else if (c.arg(i).equalsIgnoreCase("db") && i + 1 < c.argc()) {
        i++;
        int index = Lookup.database(c, i);
        if (index < 0) {
          return;
        }
        to = c.keyspace().database(index);
      } else {
        c.error(RespError.SYNTAX);
        return;
      }
    }
    Slice source = c.arg(1);
    Slice destination = c.arg(2);
    if (to == c.db() && source.contentEquals(destination)) {
      c.error(RespError.SAME_OBJECT);
      return;
    }
    Entry entry = c.entry();
    boolean copies =
        c.db().lookupRead(source, entry)
            && (!to.lookupWrite(destination, c.otherEntry()) || replace)
            && c.db().find(source, entry);
    if (copies) {
      Lookup.copy(c, entry, to, destination);
    }
    c.reply().integer(copies ? 1 : 0);
  }
}
