package dev.muninn.server.command.server;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.resp.RespError;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CONFIG. */
@Command(
    name = "config",
    group = Group.SERVER,
    arity = -2,
    since = "2.0.0",
    summary = "Reads and changes the configuration.",
    complexity = "Depends on subcommand.")
public final class ConfigCommands {
  private ConfigCommands() {}

  @Command(
      name = "config|get",
      group = Group.SERVER,
      arity = -3,
      since = "2.0.0",
      summary = "Returns directives and their values.",
      complexity = "O(N) when N is the number of configuration parameters provided",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      syntax = "parameter:string...",
      history = {"7.0.0: Added the ability to pass multiple pattern parameters in one call"})
  public static void get(Context c) {
    Map<String, String> found = c.config().match(texts(c, 2, 1));
    c.reply().map(found.size());
    found.forEach(
        (name, value) -> {
          c.reply().bulk(name);
          c.reply().bulk(value);
        });
  }

  @Command(
      name = "config|set",
      group = Group.SERVER,
      arity = -4,
      since = "2.0.0",
      summary = "Changes directives, all that are named or none.",
      complexity = "O(N) when N is the number of configuration parameters provided",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      syntax = "data{parameter:string value:string}...",
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"},
      history = {"7.0.0: Added the ability to set multiple parameters in one call."})
  public static void set(Context c) {
    if (c.argc() % 2 != 0) {
      c.error(RespError.SYNTAX);
      return;
    }
    for (int i = 2; i < c.argc(); i += 2) {
      if (Config.isSensitive(c.text(i))) {
        c.args().redact(i + 1);
      }
    }
    try {
      c.config().set(texts(c, 2, 2), texts(c, 3, 2), c.client().isLocal(), false);
      c.reply().ok();
    } catch (ConfigException e) {
      c.reply().error(e.text());
    }
  }

  private static List<String> texts(Context c, int from, int step) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < c.argc(); i += step) {
      texts.add(c.text(i));
    }
    return texts;
  }

  @Command(
      name = "config|rewrite",
      group = Group.SERVER,
      arity = 2,
      since = "2.8.0",
      summary = "Writes what holds now into the configuration file.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"})
  public static void rewrite(Context c) {
    try {
      c.config().rewrite();
      c.reply().ok();
    } catch (ConfigException e) {
      c.reply().error(e.text());
    } catch (IOException e) {
      String reason =
          e instanceof FileSystemException f && f.getReason() != null
              ? f.getReason()
              : e.getClass().getSimpleName();
      c.control().warn("CONFIG REWRITE failed: " + e.getMessage());
      c.reply().error("Rewriting config file: " + reason);
    }
  }

  @Command(
      name = "config|resetstat",
      group = Group.SERVER,
      arity = 2,
      since = "2.0.0",
      summary = "Sets the counters of INFO to zero.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"})
  public static void resetStat(Context c) {
    c.control().resetStats();
    c.reply().ok();
  }

  @Command(
      name = "config|help",
      group = Group.SERVER,
      arity = 2,
      since = "5.0.0",
      summary = "Tells the subcommands.",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "GET <pattern> [<pattern> ...]",
            "    Directives that match any of the glob patterns, and their values.",
            "SET <directive> <value> [<directive> <value> ...]",
            "    Change these directives, all or none.",
            "RESETSTAT",
            "    Set the counters of INFO to zero.",
            "REWRITE",
            "    Write what holds now into the configuration file.");
  }
}
