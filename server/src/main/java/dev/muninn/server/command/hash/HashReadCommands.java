package dev.muninn.server.command.hash;

import static dev.muninn.server.value.hash.HashType.HASH;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.command.Options;
import dev.muninn.server.command.ScanRequest;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.value.hash.HashValue;

/** Commands that read hashes. */
public final class HashReadCommands {
  private HashReadCommands() {}

  /** Returns the value of a field. */
  @Command(
      syntax = "HGET key:key field:string",
      since = "2.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST})
  public static void hGet(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    Fields.reply(c, hash, c.arg(2));
  }

  /** Returns the values of several fields. */
  @Command(
      syntax = "HMGET key:key field:string...",
      since = "2.0.0",
      complexity = "O(N) with N fields asked for",
      flags = {Flag.READONLY, Flag.FAST})
  public static void hmGet(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().array(c.argc() - 2L);
    for (int i = 2; i < c.argc(); i++) {
      Fields.reply(c, hash, c.arg(i));
    }
  }

  /** Counts the fields. */
  @Command(
      syntax = "HLEN key:key",
      since = "2.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      keys = @Keys(KeyFlag.RO))
  public static void hLen(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().integer(hash == null ? 0 : hash.size());
  }

  /** Returns the length of the value of a field. */
  @Command(
      syntax = "HSTRLEN key:key field:string",
      since = "3.2.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      keys = @Keys(KeyFlag.RO))
  public static void hStrLen(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().integer(hash != null && hash.find(c.arg(2)) ? hash.value().length() : 0);
  }

  /** Tells whether there is a field. */
  @Command(
      syntax = "HEXISTS key:key field:string",
      since = "2.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      keys = @Keys(KeyFlag.RO))
  public static void hExists(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().integer(hash != null && hash.find(c.arg(2)) ? 1 : 0);
  }

  /** Returns all fields and their values. */
  @Command(
      syntax = "HGETALL key:key",
      since = "2.0.0",
      complexity = "O(N) with N fields",
      flags = Flag.READONLY,
      tips = "nondeterministic_output_order")
  public static void hGetAll(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    if (hash == null) {
      c.reply().map(0);
      return;
    }
    long mark = c.reply().deferred();
    long[] count = {0};
    hash.forEach(
        (field, value) -> {
          Fields.reply(c, field);
          Fields.reply(c, value);
          count[0]++;
        });
    c.reply().endMap(mark, count[0]);
  }

  /** Returns all fields. */
  @Command(
      syntax = "HKEYS key:key",
      since = "2.0.0",
      complexity = "O(N) with N fields",
      flags = Flag.READONLY,
      tips = "nondeterministic_output_order")
  public static void hKeys(Context c) {
    all(c, true);
  }

  /** Returns all values. */
  @Command(
      syntax = "HVALS key:key",
      since = "2.0.0",
      complexity = "O(N) with N fields",
      flags = Flag.READONLY,
      tips = "nondeterministic_output_order")
  public static void hVals(Context c) {
    all(c, false);
  }

  private static void all(Context c, boolean fields) {
    HashValue hash = c.read(c.arg(1), HASH);
    if (hash == null) {
      c.reply().array(0);
      return;
    }
    long mark = c.reply().deferred();
    long[] count = {0};
    hash.forEach(
        (field, value) -> {
          Fields.reply(c, fields ? field : value);
          count[0]++;
        });
    c.reply().endArray(mark, count[0]);
  }

  /** Goes through the fields in steps. */
  @Command(
      syntax =
          "HSCAN key:key cursor:integer [MATCH pattern:pattern] [COUNT count:integer]"
              + " [NOVALUES^8.0.0]",
      since = "2.8.0",
      complexity = "O(1) a step, O(N) from the first to the last with N fields",
      flags = Flag.READONLY,
      tips = "nondeterministic_output",
      unknownOption = "scanOption",
      history = "8.0.0: New option `NOVALUES`.")
  public static void hScan(Context c, ScanOptions options) {
    long from = ScanRequest.cursor(c, 2);
    int option = options.next();
    while (option != Options.END) {
      if (option == ScanOptions.COUNT && options.count(0) < 1) {
        throw c.fail(RespError.SYNTAX);
      }
      option = options.next();
    }
    ScanRequest request = ScanRequest.of(c, from, options.pattern(), options.count(-1));
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().array(2);
    if (hash == null) {
      c.reply().bulk("0");
      c.reply().array(0);
      return;
    }
    // The cursor is replied before what is known after it: what is found goes behind it.
    try (FoundFields found = new FoundFields(c, request, !options.novalues())) {
      c.reply().bulk(Long.toUnsignedString(found.run(hash)));
      found.reply();
    }
  }
}
