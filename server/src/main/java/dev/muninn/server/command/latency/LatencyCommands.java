package dev.muninn.server.command.latency;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.stats.LatencyGraph;
import dev.muninn.server.stats.LatencyHistogram;
import dev.muninn.server.stats.LatencySeries;
import java.util.Map;

/** What took long, by event and by command. */
@Command(syntax = "LATENCY", since = "2.8.13", complexity = "Depends on subcommand.")
public final class LatencyCommands {
  private static final long MILLIS_PER_SECOND = 1000;

  private LatencyCommands() {}

  /** Returns the samples of an event. */
  @Command(
      syntax = "LATENCY HISTORY event:string",
      since = "2.8.13",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"nondeterministic_output", "request_policy:all_nodes", "response_policy:special"})
  public static void history(Context c) {
    LatencySeries series = c.latency().series(c.text(2));
    if (series == null) {
      c.reply().array(0);
      return;
    }
    c.reply().array(series.size());
    for (int i = 0; i < series.size(); i++) {
      c.reply().array(2);
      c.reply().integer(series.seconds(i));
      c.reply().integer(series.millis(i));
    }
  }

  /** Returns the latest sample of each event. */
  @Command(
      syntax = "LATENCY LATEST",
      since = "2.8.13",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"nondeterministic_output", "request_policy:all_nodes", "response_policy:special"})
  public static void latest(Context c) {
    Map<String, LatencySeries> events = c.latency().events();
    c.reply().array(events.size());
    events.forEach(
        (event, series) -> {
          int last = series.size() - 1;
          c.reply().array(4);
          c.reply().bulk(event);
          c.reply().integer(series.seconds(last));
          c.reply().integer(series.millis(last));
          c.reply().integer(series.allTimeMax());
        });
  }

  /** Draws the samples of an event. */
  @Command(
      syntax = "LATENCY GRAPH event:string",
      since = "2.8.13",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"nondeterministic_output", "request_policy:all_nodes", "response_policy:special"})
  public static void graph(Context c) {
    String event = c.text(2);
    LatencySeries series = c.latency().series(event);
    if (series == null) {
      c.reply().error("No samples available for event '" + event + "'");
    } else {
      c.reply().verbatim(LatencyGraph.draw(event, series, c.nowMillis() / MILLIS_PER_SECOND));
    }
  }

  /** Explains what took long, and what to do about it. */
  @Command(
      syntax = "LATENCY DOCTOR",
      since = "2.8.13",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"nondeterministic_output", "request_policy:all_nodes", "response_policy:special"})
  public static void doctor(Context c) {
    c.reply()
        .verbatim(LatencyDoctor.report(c.latency(), c.config(), c.nowMillis() / MILLIS_PER_SECOND));
  }

  /** Forgets the samples of some events, or of all. */
  @Command(
      syntax = "LATENCY RESET [event:string...]",
      since = "2.8.13",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:agg_sum"})
  public static void reset(Context c) {
    int count = 0;
    if (c.argc() == 2) {
      count = c.latency().reset();
    }
    for (int i = 2; i < c.argc(); i++) {
      count += c.latency().reset(c.text(i));
    }
    c.reply().integer(count);
  }

  /** Returns the distribution of latencies of some commands, or of all. */
  @Command(
      syntax = "LATENCY HISTOGRAM [command:string...]",
      since = "7.0.0",
      complexity =
          "O(N) where N is the number of commands with latency information being retrieved.",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"nondeterministic_output", "request_policy:all_nodes", "response_policy:special"})
  public static void histogram(Context c) {
    long mark = c.reply().deferred();
    int told = 0;
    if (c.argc() == 2) {
      for (int id = 0; id < c.commands().ids(); id++) {
        told += tell(c, c.commands().byId(id));
      }
    }
    for (int i = 2; i < c.argc(); i++) {
      CommandSpec spec = c.commands().findFullName(c.arg(i));
      if (spec != null) {
        told += tell(c, spec);
        for (int sub = 0; sub < spec.subcommands(); sub++) {
          told += tell(c, spec.subcommand(sub));
        }
      }
    }
    c.reply().endMap(mark, told);
  }

  private static int tell(Context c, CommandSpec spec) {
    LatencyHistogram histogram = c.stats().commands.latency(spec.id());
    if (histogram == null) {
      return 0;
    }
    Reply reply = c.reply();
    reply.bulk(spec.name());
    reply.map(2);
    reply.bulk("calls");
    reply.integer(histogram.count());
    reply.bulk("histogram_usec");
    long mark = reply.deferred();
    int[] levels = {0};
    histogram.forEachLevel(
        (nanos, count) -> {
          reply.integer(nanos / 1000);
          reply.integer(count);
          levels[0]++;
        });
    reply.endMap(mark, levels[0]);
    return 1;
  }

  /** Tells the subcommands. */
  @Command(
      syntax = "LATENCY HELP",
      since = "2.8.13",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "DOCTOR",
            "    What took long, and what to do about it.",
            "GRAPH <event>",
            "    Samples of an event, drawn.",
            "HISTORY <event>",
            "    Samples of an event: Unix time and milliseconds.",
            "LATEST",
            "    Latest sample of each event.",
            "RESET [<event> ...]",
            "    Forget the samples of these events (default: of all).",
            "HISTOGRAM [<command> ...]",
            "    Cumulative distribution of the latencies of these commands (default: of all).");
  }
}
