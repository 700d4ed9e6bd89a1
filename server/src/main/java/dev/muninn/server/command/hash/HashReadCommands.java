package dev.muninn.server.command.hash;

import static dev.muninn.server.value.hash.HashType.HASH;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.command.ScanOptions;
import dev.muninn.server.value.hash.HashValue;

/** Commands that read hashes. */
public final class HashReadCommands {
  private HashReadCommands() {}

  /** HGET. */
  @Command(
      name = "hget",
      group = Group.HASH,
      arity = 3,
      since = "2.0.0",
      summary = "Returns the value of a field.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key field:string")
  public static void hGet(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    Fields.reply(c, hash, c.arg(2));
  }

  /** HMGET. */
  @Command(
      name = "hmget",
      group = Group.HASH,
      arity = -3,
      since = "2.0.0",
      summary = "Returns the values of several fields.",
      complexity = "O(N) with N fields asked for",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key field:string...")
  public static void hmGet(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().array(c.argc() - 2L);
    for (int i = 2; i < c.argc(); i++) {
      Fields.reply(c, hash, c.arg(i));
    }
  }

  /** HLEN. */
  @Command(
      name = "hlen",
      group = Group.HASH,
      arity = 2,
      since = "2.0.0",
      summary = "Counts the fields.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO}),
      syntax = "key:key")
  public static void hLen(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().integer(hash == null ? 0 : hash.size());
  }

  /** HSTRLEN. */
  @Command(
      name = "hstrlen",
      group = Group.HASH,
      arity = 3,
      since = "3.2.0",
      summary = "Returns the length of the value of a field.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO}),
      syntax = "key:key field:string")
  public static void hStrLen(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().integer(hash != null && hash.find(c.arg(2)) ? hash.value().length() : 0);
  }

  /** HEXISTS. */
  @Command(
      name = "hexists",
      group = Group.HASH,
      arity = 3,
      since = "2.0.0",
      summary = "Tells whether there is a field.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO}),
      syntax = "key:key field:string")
  public static void hExists(Context c) {
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().integer(hash != null && hash.find(c.arg(2)) ? 1 : 0);
  }

  /** HGETALL. */
  @Command(
      name = "hgetall",
      group = Group.HASH,
      arity = 2,
      since = "2.0.0",
      summary = "Returns all fields and their values.",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key",
      tips = {"nondeterministic_output_order"})
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

  /** HKEYS. */
  @Command(
      name = "hkeys",
      group = Group.HASH,
      arity = 2,
      since = "2.0.0",
      summary = "Returns all fields.",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key",
      tips = {"nondeterministic_output_order"})
  public static void hKeys(Context c) {
    all(c, true);
  }

  /** HVALS. */
  @Command(
      name = "hvals",
      group = Group.HASH,
      arity = 2,
      since = "2.0.0",
      summary = "Returns all values.",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key",
      tips = {"nondeterministic_output_order"})
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

  /** HSCAN. */
  @Command(
      name = "hscan",
      group = Group.HASH,
      arity = -3,
      since = "2.8.0",
      summary = "Goes through the fields in steps.",
      complexity = "O(1) a step, O(N) from the first to the last with N fields",
      flags = {Flag.READONLY},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax =
          "key:key cursor:integer [MATCH pattern:pattern] [COUNT count:integer] [NOVALUES^8.0.0]",
      tips = {"nondeterministic_output"},
      history = {"8.0.0: New option `NOVALUES`."})
  public static void hScan(Context c) {
    ScanOptions options = ScanOptions.parse(c, 2);
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().array(2);
    if (hash == null) {
      c.reply().bulk("0");
      c.reply().array(0);
      return;
    }
    // The cursor is replied before what is known after it: what is found goes behind it.
    try (FoundFields found = new FoundFields(c, options)) {
      c.reply().bulk(Long.toUnsignedString(found.run(hash)));
      found.reply();
    }
  }
}
