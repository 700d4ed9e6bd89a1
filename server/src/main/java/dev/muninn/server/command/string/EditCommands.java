package dev.muninn.server.command.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Commands that change a part of a string. */
public final class EditCommands {
  private EditCommands() {}

  /** APPEND. */
  @Command(
      name = "append",
      group = Group.STRING,
      arity = 3,
      since = "2.0.0",
      summary = "Appends to the string under a key; a missing key counts as empty.",
      complexity = "O(1) amortized, with little appended",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.INSERT}),
      syntax = "key:key value:string")
  public static void append(Context c) {
    Entry entry = c.entry();
    Slice tail = c.arg(2);
    if (!c.db().lookupWrite(c.arg(1), entry)) {
      Values.store(c, c.arg(1), tail, Entry.NO_EXPIRE);
      c.reply().integer(tail.length());
      return;
    }
    if (!Values.isString(c, entry)) {
      return;
    }
    int length = entry.valueLength();
    if (!Values.isLengthAllowed(c, length, tail.length())) {
      return;
    }
    entry.resize(length + tail.length());
    entry.edit(c.bytes()).put(length, tail);
    Values.changed(c);
    c.reply().integer((long) length + tail.length());
  }

  /** SETRANGE. */
  @Command(
      name = "setrange",
      group = Group.STRING,
      arity = 4,
      since = "2.2.0",
      summary = "Overwrites a part of the string under a key; fills a gap with zero bytes.",
      complexity = "O(N) with N bytes written, amortized",
      flags = {Flag.WRITE, Flag.DENYOOM},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax = "key:key offset:integer value:string")
  public static void setRange(Context c) {
    if (!c.arg(2).isLong()) {
      c.error(RespError.NOT_INTEGER);
      return;
    }
    long offset = c.arg(2).toLong();
    if (offset < 0) {
      c.error(RespError.OFFSET_OUT_OF_RANGE);
      return;
    }
    Slice part = c.arg(3);
    Entry entry = c.entry();
    boolean found = c.db().lookupWrite(c.arg(1), entry);
    if (found && !Values.isString(c, entry)) {
      return;
    }
    int length = found ? entry.valueLength() : 0;
    if (part.length() == 0) {
      c.reply().integer(length);
      return;
    }
    if (!Values.isLengthAllowed(c, offset, part.length())) {
      return;
    }
    int size = Math.max(length, (int) offset + part.length());
    if (found) {
      entry.resize(size);
      Values.changed(c);
    } else {
      c.db().setZeros(c.arg(1), size, entry);
    }
    entry.edit(c.bytes()).put((int) offset, part);
    c.reply().integer(size);
  }
}
