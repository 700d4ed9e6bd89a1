package dev.muninn.server.command.latency;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.stats.SlowLogEntry;

/** SLOWLOG. */
@Command(
    name = "slowlog",
    group = Group.SERVER,
    arity = -2,
    since = "2.2.12",
    summary = "Commands that took long.",
    complexity = "Depends on subcommand.")
public final class SlowLogCommands {
  private static final long DEFAULT_COUNT = 10;
  private static final RespError COUNT =
      RespError.err("count should be greater than or equal to -1");

  private SlowLogCommands() {}

  @Command(
      name = "slowlog|get",
      group = Group.SERVER,
      arity = -2,
      since = "2.2.12",
      summary = "Returns the latest slow commands, the latest first.",
      complexity = "O(N) where N is the number of entries returned",
      flags = {Flag.ADMIN, Flag.LOADING, Flag.STALE},
      syntax = "[count:integer]",
      tips = {"request_policy:all_nodes", "nondeterministic_output"},
      history = {"4.0.0: Added client IP address, port and name to the reply."})
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

  @Command(
      name = "slowlog|len",
      group = Group.SERVER,
      arity = 2,
      since = "2.2.12",
      summary = "Returns the number of entries in the slow log.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:agg_sum", "nondeterministic_output"})
  public static void len(Context c) {
    c.reply().integer(c.slowLog().size());
  }

  @Command(
      name = "slowlog|reset",
      group = Group.SERVER,
      arity = 2,
      since = "2.2.12",
      summary = "Empties the slow log.",
      complexity = "O(N) where N is the number of entries in the slowlog",
      flags = {Flag.ADMIN, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"})
  public static void reset(Context c) {
    c.slowLog().reset();
    c.reply().ok();
  }

  @Command(
      name = "slowlog|help",
      group = Group.SERVER,
      arity = 2,
      since = "6.2.0",
      summary = "Tells the subcommands.",
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
