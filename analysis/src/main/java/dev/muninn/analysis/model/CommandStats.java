package dev.muninn.analysis.model;

import java.util.Locale;
import java.util.Set;

/** What is counted of one command name. */
final class CommandStats {
  /** Commands that run other commands, which are told before them. */
  private static final Set<String> CONTAINERS =
      Set.of("exec", "eval", "evalsha", "eval_ro", "evalsha_ro", "fcall", "fcall_ro");

  /** Short whatever the data, unless their value is large. */
  private static final Set<String> SIMPLE =
      Set.of(
          "get",
          "set",
          "ping",
          "incr",
          "decr",
          "incrby",
          "decrby",
          "exists",
          "ttl",
          "pttl",
          "type",
          "expire",
          "pexpire",
          "persist",
          "echo",
          "select",
          "setnx",
          "strlen",
          "hget",
          "lpush",
          "rpush",
          "lpop",
          "rpop",
          "sismember",
          "llen",
          "scard",
          "hlen",
          "zcard",
          "zscore",
          "time",
          "hello",
          "auth",
          "command|docs");

  final String name;
  final boolean container;

  /** A command of who records the server: it is no load. */
  final boolean watcher;

  final LogHistogram own = new LogHistogram();
  final LogHistogram felt = new LogHistogram();
  boolean fast;

  CommandStats(String name) {
    this.name = name;
    String lower = name.toLowerCase(Locale.ROOT);
    container = CONTAINERS.contains(lower);
    watcher = lower.startsWith("trace|");
    fast = SIMPLE.contains(lower) || lower.startsWith("client|set") || lower.startsWith("config|");
  }

  /** The name among what fills a turn: there the commands of who records are told, and marked. */
  String label() {
    return watcher ? name + " (who records)" : name;
  }

  StallKind kind() {
    return container && !name.equalsIgnoreCase("exec") ? StallKind.SCRIPT : StallKind.COMMAND;
  }
}
