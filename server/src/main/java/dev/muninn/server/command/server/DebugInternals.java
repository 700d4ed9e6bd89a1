package dev.muninn.server.command.server;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.ReplyBufferSizing;
import dev.muninn.server.command.Context;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Types;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.StructureSizes;
import dev.muninn.server.value.string.StringType;
import java.nio.charset.StandardCharsets;

/** DEBUG: subcommands that look into the server's parts, or change how they work. */
final class DebugInternals {
  private static final RespError NOT_A_TABLE =
      RespError.err("The value stored at the specified key is not represented using an hash table");
  private static final RespError NOT_A_LISTPACK = RespError.err("Not a listpack encoded object.");
  private static final RespError NO_DATABASE = RespError.err("Out of range database");

  /** A value of POPULATE is filled with zeros in pieces of this size. */
  private static final byte[] ZEROS = new byte[4096];

  private static final int MAX_DIGITS = 20;

  private DebugInternals() {}

  /** Runs a subcommand. @return false when there is none of that name and number of arguments */
  static boolean run(Context c, String name) {
    int argc = c.argc();
    switch (name) {
      case "pause-cron" -> {
        return argc == 3 && pauseCron(c);
      }
      case "replybuffer" -> {
        return argc == 4 && replyBuffer(c);
      }
      case "populate" -> {
        return argc >= 3 && argc <= 5 && populate(c);
      }
      case "htstats" -> {
        return (argc == 3 || argc == 4) && tableStats(c);
      }
      case "htstats-key" -> {
        return (argc == 3 || argc == 4) && needs(c, "hashtable", NOT_A_TABLE);
      }
      case "listpack" -> {
        return argc == 3 && needs(c, "listpack", NOT_A_LISTPACK);
      }
      case "structsize" -> {
        return argc == 2 && structSize(c);
      }
      case "change-repl-id" -> {
        return argc == 2 && changeReplicationId(c);
      }
      default -> {
        return false;
      }
    }
  }

  private static boolean structSize(Context c) {
    c.reply().status(StructureSizes.text());
    return true;
  }

  private static boolean isTrue(Slice word) {
    return word.isLong() && word.toLong() != 0;
  }

  private static boolean pauseCron(Context c) {
    c.control().pauseCron(isTrue(c.arg(2)));
    c.reply().ok();
    return true;
  }

  private static boolean replyBuffer(Context c) {
    ReplyBufferSizing sizing = c.clients().replyBuffers();
    Slice value = c.arg(3);
    if (c.arg(2).equalsIgnoreCase("resizing")) {
      sizing.resizing(isTrue(value));
    } else if (!c.arg(2).equalsIgnoreCase("peak-reset-time")) {
      return false;
    } else if (value.equalsIgnoreCase("never")) {
      sizing.peakResetMillis(ReplyBufferSizing.NEVER);
    } else if (value.equalsIgnoreCase("reset")) {
      sizing.peakResetMillis(ReplyBufferSizing.PEAK_RESET_MILLIS);
    } else if (value.isLong()) {
      sizing.peakResetMillis(value.toLong());
    } else {
      c.error(RespError.NOT_INTEGER);
      return true;
    }
    c.reply().ok();
    return true;
  }

  private static boolean changeReplicationId(Context c) {
    c.control().warn("Changing replication IDs after receiving change-repl-id");
    c.services().stats().changeReplicationId();
    c.reply().ok();
    return true;
  }

  /** Keys {@code prefix:0} and so on, with values {@code value:0}, cut or filled to a size. */
  private static boolean populate(Context c) {
    long count = positive(c, 2);
    long size = c.argc() == 5 ? positive(c, 4) : 0;
    if (size > c.config().protoMaxBulkLen) {
      throw c.fail(RespError.OUT_OF_RANGE);
    }
    try (Buffer key = new Buffer(c.keyspace().memory(), MAX_DIGITS + 64);
        Buffer value = new Buffer(c.keyspace().memory(), (int) Math.max(size, MAX_DIGITS + 6))) {
      if (c.argc() > 3) {
        key.reserve(c.arg(3).length() + MAX_DIGITS + 1);
        key.put(c.arg(3));
      } else {
        key.put("key".getBytes(StandardCharsets.US_ASCII));
      }
      key.put((byte) ':');
      int prefix = key.writeIndex();
      Slice name = new Slice();
      Slice bytes = new Slice();
      for (long i = 0; i < count; i++) {
        key.truncate(prefix);
        key.putDecimal(i);
        value.clear();
        value.put(("value:" + i).getBytes(StandardCharsets.US_ASCII));
        zeros(value, (int) size - value.writeIndex());
        add(
            c,
            key.slice(0, key.writeIndex(), name),
            value.slice(0, size == 0 ? value.writeIndex() : (int) size, bytes));
      }
    }
    c.reply().ok();
    return true;
  }

  private static long positive(Context c, int index) {
    if (!c.arg(index).isLong() || c.arg(index).toLong() < 0) {
      throw c.fail(RespError.OUT_OF_RANGE_POSITIVE);
    }
    return c.arg(index).toLong();
  }

  private static void zeros(Buffer value, int size) {
    for (int left = size; left > 0; left -= ZEROS.length) {
      value.put(ZEROS, 0, Math.min(left, ZEROS.length));
    }
  }

  private static void add(Context c, Slice key, Slice value) {
    Write write = c.write(key);
    if (write.exists()) {
      write.unchanged();
    } else {
      write.replace(StringType.STRING).set(value, Entry.NO_EXPIRE);
      write.done(KeyEvent.SET);
    }
  }

  private static boolean tableStats(Context c) {
    if (!c.arg(2).isLong()) {
      c.error(RespError.NOT_INTEGER);
      return true;
    }
    long index = c.arg(2).toLong();
    if (index < 0 || index >= c.keyspace().count()) {
      c.error(NO_DATABASE);
      return true;
    }
    boolean full = c.argc() == 4 && c.arg(3).equalsIgnoreCase("full");
    EntryTable table = c.keyspace().database((int) index).table();
    long expires = table.expireIndexBytes();
    StringBuilder out = new StringBuilder("[Dictionary HT]\n");
    describe(out, table.buckets(false), table.size(), full ? table.indexBytes() - expires : -1);
    out.append("[Expires HT]\n");
    describe(out, table.buckets(true), table.expires(), full ? expires : -1);
    c.reply().verbatim(out.toString());
    return true;
  }

  private static void describe(StringBuilder out, long buckets, long entries, long bytes) {
    out.append("Hash table 0 stats (main hash table):\n");
    if (entries == 0) {
      out.append("No stats available for empty hash tables\n");
      return;
    }
    out.append(" table size: ").append(buckets).append('\n');
    out.append(" number of entries: ").append(entries).append('\n');
    if (bytes >= 0) {
      out.append(" bytes: ").append(bytes).append('\n');
    }
  }

  /** What is told of a value of one encoding: how large it is. */
  private static boolean needs(Context c, String encoding, RespError otherwise) {
    Entry entry = c.entry();
    if (!c.db().table().find(c.arg(2), entry)) {
      c.error(RespError.NO_SUCH_KEY);
    } else if (!Types.of(entry).encoding(entry).equals(encoding)) {
      c.error(otherwise);
    } else {
      c.reply().verbatim(encoding + ": bytes=" + entry.memoryUsage() + "\n");
    }
    return true;
  }
}
