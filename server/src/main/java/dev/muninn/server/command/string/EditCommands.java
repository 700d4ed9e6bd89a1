package dev.muninn.server.command.string;

import static dev.muninn.server.value.string.StringType.STRING;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.string.StringEdit;

/** Commands that change a part of a string. */
public final class EditCommands {
  private EditCommands() {}

  /** Appends to the string under a key; a missing key counts as empty. */
  @Command(
      syntax = "APPEND key:key value:string",
      since = "2.0.0",
      complexity = "O(1) amortized, with little appended",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.INSERT}))
  public static void append(Context c) {
    Slice tail = c.arg(2);
    Write write = c.write(c.arg(1), STRING);
    StringEdit string = write.edit(STRING);
    int length = write.exists() ? string.length() : 0;
    if (!write.exists()) {
      string.set(tail, Entry.NO_EXPIRE);
    } else {
      Values.checkLength(c, length, tail.length());
      string.resize(length + tail.length());
      string.edit(c.bytes()).put(length, tail);
    }
    write.done(KeyEvent.APPEND);
    c.reply().integer((long) length + tail.length());
  }

  /** Overwrites a part of the string under a key; fills a gap with zero bytes. */
  @Command(
      syntax = "SETRANGE key:key offset:integer value:string",
      since = "2.2.0",
      complexity = "O(N) with N bytes written, amortized",
      flags = {Flag.WRITE, Flag.DENYOOM})
  public static void setRange(Context c) {
    long offset = c.integer(2);
    if (offset < 0) {
      throw c.fail(RespError.OFFSET_OUT_OF_RANGE);
    }
    Slice part = c.arg(3);
    Write write = c.write(c.arg(1), STRING);
    StringEdit string = write.edit(STRING);
    int length = write.exists() ? string.length() : 0;
    if (part.length() == 0) {
      write.unchanged();
      c.reply().integer(length);
      return;
    }
    Values.checkLength(c, offset, part.length());
    int size = Math.max(length, (int) offset + part.length());
    if (write.exists()) {
      string.resize(size);
    } else {
      string.setZeros(size);
    }
    string.edit(c.bytes()).put((int) offset, part);
    write.done(KeyEvent.SETRANGE);
    c.reply().integer(size);
  }
}
