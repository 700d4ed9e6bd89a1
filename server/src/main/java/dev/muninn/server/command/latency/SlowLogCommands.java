package dev.muninn.server.command.latency;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.stats.SlowLogEntry;

/** Commands that took long. */
@Command(syntax = "SLOWLOG", since = "2.2.12", complexity = "Depends on subcommand.")
public final class SlowLogCommands {
  private static final long DEFAULT_COUNT = 10;
  private static final RespError COUNT =
      RespError.err("count should be greater than or equal to -1");

  private SlowLogCommands() {}

  /** Returns the latest slow commands, the latest first. */
  @Command(
      syntax = "SLOWLOG GET [count:integer]",
      since = "2.2.12",
      complexity = "O(N) where N is the number of entries returned",
      flags = {Flag.ADMIN, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "nondeterministic_output"},
      history = "4.0.0: Added client IP address, port and name to the reply.")
  public static void get(Context c) {
    if (c.argc() > 3) {
      c.error(RespError.subcommandSyntax(c.args()));
      return;
    }
    long count = DEFAULT_COUNT;
    if (c.argc() == 3) {
      Slice text = c.arg(2);
      if (!text.isLong() || text.toLong() < -1) {
        c.error(COUNT);
        return;
      }
      count = text.toLong();
    }
    int size = c.slowLog().size();
    int told = count == -1 ? size : (int) Math.min(count, size);
    Reply reply = c.reply();
    reply.array(told);
    c.slowLog().latest(told, entry -> put(reply, entry));
  }

  private static void put(Reply reply, SlowLogEntry entry) {
    reply.array(6);
    reply.integer(entry.id());
    reply.integer(entry.seconds());
    reply.integer(entry.micros());
    reply.array(entry.arguments().size());
    entry.arguments().forEach(reply::bulk);
    reply.bulk(entry.address());
    reply.bulk(entry.clientName());
  }

  /** Returns the number of entries in the slow log. */
  @Command(
      syntax = "SLOWLOG LEN",
      since = "2.2.12",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:agg_sum", "nondeterministic_output"})
  public static void len(Context c) {
    c.reply().integer(c.slowLog().size());
  }

  /** Empties the slow log. */
  @Command(
      syntax = "SLOWLOG RESET",
      since = "2.2.12",
      complexity = "O(N) where N is the number of entries in the slowlog",
      flags = {Flag.ADMIN, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"})
  public static void reset(Context c) {
    c.slowLog().reset();
    c.reply().ok();
  }

  /** Tells the subcommands. */
  @Command(
      syntax = "SLOWLOG HELP",
      since = "6.2.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "GET [<count>]",
            "    Latest slow commands (default: 10; -1: all): id, Unix time, duration in",
            "    microseconds, arguments, address and name of the client.",
            "LEN",
            "    Number of entries.",
            "RESET",
            "    Empty the log.");
  }
}
