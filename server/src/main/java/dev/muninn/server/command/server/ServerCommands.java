package dev.muninn.server.command.server;

import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Monitors;
import dev.muninn.server.command.ServerVersion;
import dev.muninn.server.resp.RespError;

/** TIME, LOLWUT, SHUTDOWN. */
public final class ServerCommands {
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** Memory, one of the two ravens that tell their master what goes on in the world. */
  private static final String RAVEN =
      """
                    ______
               _.-'       `-.
       __...--'    o         \\
      '--..._                 `.
             `-.               `-._
                \\     .             `--.__
                 |     `.  ' , '  ,       ``--.__
                 \\       `._ ,  '  , '  .        ``-.
                  `.        ``--.._  '    , _..--'`
                    `-.._          `````   /
                         ``--.._______.--'`
                               ||  ||
                              _||_ ||_
                             '-'`-'`-'`
      """;

  private ServerCommands() {}

  /** Returns the server's time: seconds, and microseconds of the second. */
  @Command(
      syntax = "TIME",
      since = "2.6.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE, Flag.FAST},
      tips = "nondeterministic_output")
  public static void time(Context c) {
    long micros = c.services().clock().micros();
    c.reply().array(2);
    c.reply().bulkDecimal(micros / MICROS_PER_SECOND);
    c.reply().bulkDecimal(micros % MICROS_PER_SECOND);
  }

  /** Draws something, and tells the version. */
  @Command(
      syntax = "LOLWUT [VERSION version:integer]",
      since = "5.0.0",
      flags = {Flag.READONLY, Flag.FAST})
  public static void lolwut(Context c) {
    if (c.argc() >= 3 && c.arg(1).equalsIgnoreCase("version") && !c.arg(2).isLong()) {
      c.error(RespError.NOT_INTEGER);
      return;
    }
    c.reply()
        .verbatim(
            RAVEN
                + "\nMuninn "
                + ServerVersion.MUNINN_VERSION
                + "\nRedis ver. "
                + ServerVersion.REDIS_VERSION
                + "\n");
  }

  /** Stops the server. */
  @Command(
      syntax =
          "SHUTDOWN [abort-selector<save-selector-block{[save-selector<NOSAVE|SAVE>] [NOW^7.0.0]"
              + " [FORCE^7.0.0]}|ABORT^7.0.0>]",
      since = "1.0.0",
      complexity =
          "O(N) when saving, where N is the total number of keys in all databases when saving"
              + " data, otherwise O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI, Flag.ALLOW_BUSY},
      history = "7.0.0: Added the `NOW`, `FORCE` and `ABORT` modifiers.")
  public static void shutdown(Context c, ShutdownOptions options) {
    options.parse();
    if (options.abort()) {
      // A shutdown waits for replicas only, and there are none.
      c.reply().error("No shutdown in progress.");
    } else if (!c.control().shutdown()) {
      c.reply().error("Errors trying to SHUTDOWN. Check logs.");
    }
  }

  /** Shows every command that the server runs. */
  @Command(
      syntax = "MONITOR",
      since = "1.0.0",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void monitor(Context c) {
    if (!c.client().has(ClientFlag.REPLICA)) {
      c.services().parts().get(Monitors.class).add(c.client());
      c.reply().ok();
    }
  }
}
