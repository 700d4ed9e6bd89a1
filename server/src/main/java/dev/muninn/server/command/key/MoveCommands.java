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
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
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
    Write from = c.write(c.arg(1));
    if (!from.exists()) {
      throw c.fail(RespError.NO_SUCH_KEY);
    }
    if (c.arg(1).contentEquals(c.arg(2))) {
      from.unchanged();
    } else {
      Write to = c.write(c.arg(2));
      to.take(from, KeyEvent.RENAME_FROM, KeyEvent.RENAME_TO);
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
    Write from = c.write(c.arg(1));
    if (!from.exists()) {
      throw c.fail(RespError.NO_SUCH_KEY);
    }
    Write to = c.write(c.arg(2));
    boolean free = !to.exists();
    if (free) {
      to.take(from, KeyEvent.RENAME_FROM, KeyEvent.RENAME_TO);
    } else {
      to.unchanged();
      from.unchanged();
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
    Database db = c.keyspace().database(Lookup.database(c, 2));
    if (db == c.db()) {
      throw c.fail(RespError.SAME_OBJECT);
    }
    Write from = c.write(c.arg(1));
    Write to = c.write(db, c.arg(1));
    boolean moves = from.exists() && !to.exists();
    if (moves) {
      to.take(from, KeyEvent.MOVE_FROM, KeyEvent.MOVE_TO);
    } else {
      to.unchanged();
      from.unchanged();
    }
    c.reply().integer(moves ? 1 : 0);
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
        to = c.keyspace().database(Lookup.database(c, i));
      } else {
        throw c.fail(RespError.SYNTAX);
      }
    }
    Slice source = c.arg(1);
    Slice destination = c.arg(2);
    if (to == c.db() && source.contentEquals(destination)) {
      throw c.fail(RespError.SAME_OBJECT);
    }
    Entry entry = c.entry();
    if (!c.db().lookupRead(source, entry)) {
      c.reply().integer(0);
      return;
    }
    Write write = c.write(to, destination);
    boolean copies = !write.exists() || replace;
    if (copies) {
      write.copy(c.db(), source, KeyEvent.COPY_TO);
    } else {
      write.unchanged();
    }
    c.reply().integer(copies ? 1 : 0);
  }
}
