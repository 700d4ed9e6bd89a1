package dev.muninn.server.command.key;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.command.Options;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Commands that give a value another key or database. */
public final class MoveCommands {
  private MoveCommands() {}

  /** Renames a key; a key that has the new name is overwritten. */
  @Command(
      syntax = "RENAME key:key newkey:key",
      since = "1.0.0",
      complexity = "O(1)",
      flags = Flag.WRITE,
      keys = {
        @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.DELETE}),
        @Keys({KeyFlag.OW, KeyFlag.UPDATE})
      })
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

  /** Renames a key if none has the new name. */
  @Command(
      syntax = "RENAMENX key:key newkey:key",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      keys = {
        @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.DELETE}),
        @Keys({KeyFlag.OW, KeyFlag.INSERT})
      },
      history = "3.2.0: No error if both names are the same.")
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

  /** Moves a key to another database. */
  @Command(
      syntax = "MOVE key:key db:integer",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
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

  /** Copies what a key holds, and its time to live, to another key. */
  @Command(
      syntax = "COPY source:key destination:key [DB destination-db:integer] [REPLACE]",
      since = "6.2.0",
      complexity = "O(N) with N elements in the value; O(1) for a string",
      flags = {Flag.WRITE, Flag.DENYOOM},
      keys = {@Keys({KeyFlag.RO, KeyFlag.ACCESS}), @Keys({KeyFlag.OW, KeyFlag.UPDATE})})
  public static void copy(Context c, CopyOptions options) {
    Database to = c.db();
    int option = options.next();
    while (option != Options.END) {
      if (option == CopyOptions.DB) {
        to = c.keyspace().database(Lookup.database(c, options.place(CopyOptions.DB)));
      }
      option = options.next();
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
    boolean copies = !write.exists() || options.replace();
    if (copies) {
      write.copy(c.db(), source, KeyEvent.COPY_TO);
    } else {
      write.unchanged();
    }
    c.reply().integer(copies ? 1 : 0);
  }
}
