package dev.muninn.server.command.key;

import dev.muninn.server.bytes.Glob;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Options;
import dev.muninn.server.command.ScanRequest;
import dev.muninn.server.keyspace.Types;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import java.util.concurrent.ThreadLocalRandom;

/** Commands that go through a database's keys. */
public final class ScanCommands {
  private ScanCommands() {}

  /** Returns all keys that match a pattern. */
  @Command(
      syntax = "KEYS pattern:pattern",
      since = "1.0.0",
      complexity = "O(N) with N keys in the database",
      flags = Flag.READONLY,
      categories = AclCategory.DANGEROUS,
      tips = {"request_policy:all_shards", "nondeterministic_output_order"})
  public static void keys(Context c) {
    Glob glob = new Glob(c.arg(1), false);
    long[] count = {0};
    long mark = c.reply().deferred();
    EntryTable table = c.db().table();
    long cursor = 0;
    do {
      cursor =
          table.scan(
              cursor,
              entry -> {
                Slice key = entry.key(c.slice());
                if ((glob.matchesAll() || glob.matches(key)) && lives(c, entry)) {
                  c.reply().bulk(key);
                  count[0]++;
                }
              });
    } while (cursor != 0);
    c.reply().endArray(mark, count[0]);
  }

  private static boolean lives(Context c, Entry entry) {
    long expireAt = entry.expireAt();
    return expireAt == Entry.NO_EXPIRE || c.nowMillis() <= expireAt;
  }

  /** Goes through the keys of the database in steps. */
  @Command(
      syntax =
          "SCAN cursor:integer [MATCH pattern:pattern] [COUNT count:integer]"
              + " [TYPE type:string^6.0.0]",
      since = "2.8.0",
      complexity = "O(1) a step, O(N) from the first to the last with N keys",
      flags = {Flag.READONLY, Flag.TOUCHES_ARBITRARY_KEYS},
      tips = {"nondeterministic_output", "request_policy:special", "response_policy:special"},
      unknownOption = "scanOption",
      history = "6.0.0: New option `TYPE`.")
  public static void scan(Context c, ScanOptions options) {
    long from = ScanRequest.cursor(c, 1);
    int type = -1;
    int option = options.next();
    while (option != Options.END) {
      if (option == ScanOptions.COUNT && options.count(0) < 1) {
        throw c.fail(RespError.SYNTAX);
      }
      if (option == ScanOptions.TYPE) {
        type = type(c, options.type());
      }
      option = options.next();
    }
    ScanRequest request = ScanRequest.of(c, from, options.pattern(), options.count(-1));
    try (ScanStep step = new ScanStep(c, request, type)) {
      long cursor = step.run(request.cursor(), request.count());
      c.reply().array(2);
      c.reply().bulk(Long.toUnsignedString(cursor));
      step.reply();
    }
  }

  private static int type(Context c, int argument) {
    int type = Types.find(c.arg(argument));
    if (type < 0) {
      throw c.fail(RespError.err("unknown type name '" + c.text(argument) + "'"));
    }
    return type;
  }

  /** Returns a key drawn at random. */
  @Command(
      syntax = "RANDOMKEY",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.TOUCHES_ARBITRARY_KEYS},
      tips = {"request_policy:all_shards", "response_policy:special", "nondeterministic_output"})
  public static void randomKey(Context c) {
    Entry entry = c.entry();
    EntryTable table = c.db().table();
    while (table.random(ThreadLocalRandom.current(), entry)) {
      Slice key = entry.key(c.slice());
      if (lives(c, entry)) {
        c.reply().bulk(key);
        return;
      }
      // Looking it up deletes it; while expiry is paused it stays, and is as good as any.
      if (!c.db().find(key, entry) && table.contains(key)) {
        break;
      }
    }
    c.reply().nullValue();
  }
}
