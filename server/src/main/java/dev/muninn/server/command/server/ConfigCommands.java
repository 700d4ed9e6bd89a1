package dev.muninn.server.command.server;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.resp.RespError;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and changes the configuration. */
@Command(syntax = "CONFIG", since = "2.0.0", complexity = "Depends on subcommand.")
public final class ConfigCommands {
  private ConfigCommands() {}

  /** Returns directives and their values. */
  @Command(
      syntax = "CONFIG GET parameter:string...",
      since = "2.0.0",
      complexity = "O(N) when N is the number of configuration parameters provided",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      history = "7.0.0: Added the ability to pass multiple pattern parameters in one call")
  public static void get(Context c) {
    Map<String, String> found = c.config().match(texts(c, 2, 1));
    c.reply().map(found.size());
    found.forEach(
        (name, value) -> {
          c.reply().bulk(name);
          c.reply().bulk(value);
        });
  }

  /** Changes directives, all that are named or none. */
  @Command(
      syntax = "CONFIG SET data{parameter:string value:string}...",
      since = "2.0.0",
      complexity = "O(N) when N is the number of configuration parameters provided",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"},
      history = "7.0.0: Added the ability to set multiple parameters in one call.")
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

  /** Writes what holds now into the configuration file. */
  @Command(
      syntax = "CONFIG REWRITE",
      since = "2.8.0",
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

  /** Sets the counters of INFO to zero. */
  @Command(
      syntax = "CONFIG RESETSTAT",
      since = "2.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"})
  public static void resetStat(Context c) {
    c.control().resetStats();
    c.reply().ok();
  }

  /** Tells the subcommands. */
  @Command(
      syntax = "CONFIG HELP",
      since = "5.0.0",
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
