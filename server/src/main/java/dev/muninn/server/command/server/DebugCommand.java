package dev.muninn.server.command.server;

import dev.muninn.server.bytes.Glob;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.DocFlag;
import dev.muninn.server.command.Flag;
import dev.muninn.server.keyspace.Types;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** DEBUG, for tests; open only as far as enable-debug-command says. */
public final class DebugCommand {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MAX_MATCH_LENGTH = 1 << 20;
  private static final double MAX_SLEEP_SECONDS = TimeUnit.DAYS.toSeconds(1);

  private DebugCommand() {}

  /** Helps tests of the server. */
  @Command(
      syntax = "DEBUG subcommand:string [argument:string...]",
      since = "1.0.0",
      complexity = "Depends on subcommand.",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.PROTECTED},
      docFlags = DocFlag.SYSCMD)
  public static void debug(Context c) {
    String name = c.text(1).toLowerCase(Locale.ROOT);
    int argc = c.argc();
    if (name.equals("help") && argc == 2) {
      help(c);
    } else if (name.equals("sleep") && argc == 3) {
      sleep(c);
    } else if (name.equals("log") && argc == 3) {
      c.control().warn("DEBUG LOG: " + c.arg(2));
      c.reply().ok();
    } else if (name.equals("set-active-expire") && argc == 3) {
      c.services().activeExpire().enabled(!c.arg(2).equalsIgnoreCase("0"));
      c.reply().ok();
    } else if (name.equals("object") && (argc == 3 || argc == 4)) {
      object(c);
    } else if (name.equals("protocol") && argc == 3) {
      protocol(c, c.text(2).toLowerCase(Locale.ROOT));
    } else if (name.equals("digest") && argc == 2) {
      c.reply().status(new DatasetDigest(c.keyspace(), c.nowMillis()).ofAll(c.keyspace()));
    } else if (name.equals("digest-value") && argc >= 2) {
      digestValues(c);
    } else if (name.equals("stringmatch-len") && argc == 4) {
      stringMatchLength(c);
    } else if (name.equals("error") && argc == 3) {
      String text = c.text(2);
      int blank = text.indexOf(' ');
      c.error(
          blank < 0
              ? RespError.of(text, "")
              : RespError.of(text.substring(0, blank), text.substring(blank + 1)));
    } else if (!DebugInternals.run(c, name)) {
      c.error(RespError.subcommandSyntax(c.args()));
    }
  }

  private static void sleep(Context c) {
    double seconds;
    try {
      seconds = Double.parseDouble(c.text(2));
    } catch (NumberFormatException e) {
      seconds = 0;
    }
    long end =
        System.nanoTime() + (long) (Math.clamp(seconds, 0, MAX_SLEEP_SECONDS) * NANOS_PER_SECOND);
    for (long left = end - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    c.reply().ok();
  }

  private static void digestValues(Context c) {
    c.reply().array(c.argc() - 2L);
    for (int i = 2; i < c.argc(); i++) {
      boolean exists = c.db().find(c.arg(i), c.entry());
      c.reply().status(new DatasetDigest(c.keyspace(), c.nowMillis()).ofValue(exists, c.entry()));
    }
  }

  /** Matches a string of so many letters against a pattern, to see that it takes no age. */
  private static void stringMatchLength(Context c) {
    if (!c.arg(2).isLong()) {
      c.error(RespError.NOT_INTEGER);
      return;
    }
    long length = c.arg(2).toLong();
    if (length < 0 || length > MAX_MATCH_LENGTH) {
      c.error(RespError.OUT_OF_RANGE);
      return;
    }
    byte[] text = new byte[(int) length];
    Arrays.fill(text, (byte) 'a');
    c.reply().integer(new Glob(c.arg(3), false).matches(text) ? 1 : 0);
  }

  private static void object(Context c) {
    Entry entry = c.entry();
    if (!c.db().table().find(c.arg(2), entry)) {
      c.error(RespError.NO_SUCH_KEY);
      return;
    }
    boolean fast = c.argc() == 4 && c.arg(3).equalsIgnoreCase("fast");
    boolean number = entry.encoding() == Entry.INT;
    String encoding = Types.of(entry).encoding(entry);
    boolean lfu = c.keyspace().access().lfu();
    StringBuilder out = new StringBuilder("Value at:0x0 refcount:1 encoding:").append(encoding);
    if (!fast) {
      out.append(" serializedlength:").append(serializedLength(entry, number));
    }
    out.append(" lru:").append(entry.lru());
    out.append(" lru_seconds_idle:");
    out.append(lfu ? 0 : c.keyspace().access().idleSeconds(entry.lru()));
    out.append(" lfu_freq:").append(lfu ? c.keyspace().access().frequency(entry.lru()) : 0);
    out.append(" lfu_access_time_minutes:").append(entry.lru() >>> 8);
    c.reply().status(out.toString());
  }

  /** Bytes of a string in an RDB file, not compressed. */
  private static long serializedLength(Entry entry, boolean number) {
    long length = entry.valueLength();
    if (number) {
      long value = entry.longValue();
      if (value == (byte) value) {
        return 2;
      } else if (value == (short) value) {
        return 3;
      } else if (value == (int) value) {
        return 5;
      }
      length = Long.toString(value).length();
    }
    int header = length < 64 ? 1 : length < 16384 ? 2 : 5;
    return header + length;
  }

  private static void protocol(Context c, String kind) {
    Reply reply = c.reply();
    switch (kind) {
      case "string" -> reply.bulk("Hello World");
      case "integer" -> reply.integer(12345);
      case "double" -> reply.doubleValue(3.141);
      case "bignum" -> reply.bigNumber("1234567999999999999999999999999999999");
      case "null" -> reply.nullValue();
      case "array" -> {
        reply.array(3);
        zeroToTwo(reply);
      }
      case "set" -> {
        reply.set(3);
        zeroToTwo(reply);
      }
      case "map" -> {
        reply.map(3);
        for (int i = 0; i < 3; i++) {
          reply.integer(i);
          reply.bool(i == 1);
        }
      }
      case "attrib" -> {
        if (reply.protocol() >= 3) {
          reply.attribute(1);
          reply.bulk("key-popularity");
          reply.array(2);
          reply.bulk("key:123");
          reply.integer(90);
        }
        reply.bulk("Some real reply following the attribute");
      }
      case "push" -> {
        if (reply.protocol() < 3) {
          reply.error("RESP2 is not supported by this command");
          return;
        }
        reply.beginPushReply();
        reply.push(2);
        reply.bulk("server-cpu-usage");
        reply.integer(42);
        reply.endPush();
        reply.bulk("Some real reply following the push reply");
      }
      case "true" -> reply.bool(true);
      case "false" -> reply.bool(false);
      case "verbatim" -> reply.verbatim("This is a verbatim\nstring");
      default ->
          reply.error(
              "Wrong protocol type name. Please use one of the following:"
                  + " string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true"
                  + "|false");
    }
  }

  private static void zeroToTwo(Reply reply) {
    for (int i = 0; i < 3; i++) {
      reply.integer(i);
    }
  }

  private static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "CHANGE-REPL-ID",
            "    Give the history of the data set a new name.",
            "DIGEST",
            "    Digest of all data, the same on every server that holds the same.",
            "DIGEST-VALUE <key> [<key> ...]",
            "    Digest of each of these values.",
            "ERROR <string>",
            "    Reply with this error.",
            "HTSTATS <dbid> [full]",
            "    The tables of a database: buckets and entries, with full their bytes.",
            "HTSTATS-KEY <key> [full]",
            "    The table of a value.",
            "LISTPACK <key>",
            "    The listpack of a value.",
            "LOG <message>",
            "    Write to the server's log.",
            "OBJECT <key> [fast]",
            "    Encoding, size and access of a value.",
            "PAUSE-CRON <0|1>",
            "    Stop or go on with periodic work.",
            "POPULATE <count> [<prefix>] [<size>]",
            "    Create so many keys <prefix>:<number>, key:<number> unless told otherwise. Values",
            "    are value:<number>, with a <size> cut or filled with zeros.",
            "PROTOCOL <type>",
            "    Reply with a value of this type: string, integer, double, bignum, null, array,",
            "    set, map, attrib, push, verbatim, true, false.",
            "REPLYBUFFER PEAK-RESET-TIME <NEVER|RESET|milliseconds>",
            "    When the most that a reply buffer held is forgotten (RESET: after 5 s).",
            "REPLYBUFFER RESIZING <0|1>",
            "    Whether reply buffers follow the replies in size.",
            "SET-ACTIVE-EXPIRE <0|1>",
            "    Turn the expiry of keys that nobody asks for off or on.",
            "SLEEP <seconds>",
            "    Stop the server for so long. Decimals are allowed.",
            "STRINGMATCH-LEN <length> <pattern>",
            "    Match so many letters a against a pattern.",
            "STRUCTSIZE",
            "    Sizes of what tables are made of.");
  }
}
