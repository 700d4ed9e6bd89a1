package dev.muninn.server.command.pubsub;

import dev.muninn.server.bytes.Glob;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.pubsub.Kind;
import dev.muninn.server.pubsub.PubSub;
import dev.muninn.server.resp.RespError;

/** Tells what there is of subscriptions. */
@Command(syntax = "PUBSUB", since = "2.8.0", complexity = "Depends on subcommand.")
public final class PubSubCommands {
  private PubSubCommands() {}

  /** Returns the channels that have subscribers. */
  @Command(
      syntax = "PUBSUB CHANNELS [pattern:pattern]",
      since = "2.8.0",
      complexity = "O(N) with N channels",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE})
  public static void channels(Context c) {
    names(c, Kind.CHANNEL);
  }

  /** Returns the shard channels that have subscribers. */
  @Command(
      syntax = "PUBSUB SHARDCHANNELS [pattern:pattern]",
      since = "7.0.0",
      complexity = "O(N) with N shard channels",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE})
  public static void shardChannels(Context c) {
    names(c, Kind.SHARD_CHANNEL);
  }

  /** Counts the subscribers of channels. */
  @Command(
      syntax = "PUBSUB NUMSUB [channel:string...]",
      since = "2.8.0",
      complexity = "O(N) with N channels asked for",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE})
  public static void numSub(Context c) {
    subscribers(c, Kind.CHANNEL);
  }

  /** Counts the subscribers of shard channels. */
  @Command(
      syntax = "PUBSUB SHARDNUMSUB [shardchannel:string...]",
      since = "7.0.0",
      complexity = "O(N) with N shard channels asked for",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE})
  public static void shardNumSub(Context c) {
    subscribers(c, Kind.SHARD_CHANNEL);
  }

  /** Counts the patterns that have subscribers. */
  @Command(
      syntax = "PUBSUB NUMPAT",
      since = "2.8.0",
      complexity = "O(1)",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE})
  public static void numPat(Context c) {
    c.reply().integer(c.services().parts().get(PubSub.class).count(Kind.PATTERN));
  }

  /** Tells about the subcommands. */
  @Command(
      syntax = "PUBSUB HELP",
      since = "6.2.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "CHANNELS [<pattern>]",
            "    Return the channels that have subscribers and match <pattern> (default: '*').",
            "NUMPAT",
            "    Return the number of patterns that have subscribers.",
            "NUMSUB [<channel> ...]",
            "    Return the number of subscribers of each channel, patterns not counted.",
            "SHARDCHANNELS [<pattern>]",
            "    Return the shard channels that have subscribers and match <pattern> (default:"
                + " '*').",
            "SHARDNUMSUB [<shardchannel> ...]",
            "    Return the number of subscribers of each shard channel.");
  }

  private static void names(Context c, Kind kind) {
    if (c.argc() > 3) {
      throw c.fail(RespError.subcommandSyntax(c.args()));
    }
    Glob glob = c.argc() == 3 ? new Glob(c.arg(2), false) : null;
    long mark = c.reply().deferred();
    int[] count = {0};
    c.services()
        .parts()
        .get(PubSub.class)
        .forEach(
            kind,
            name -> {
              if (glob == null || glob.matches(name)) {
                c.reply().bulk(name);
                count[0]++;
              }
            });
    c.reply().endArray(mark, count[0]);
  }

  private static void subscribers(Context c, Kind kind) {
    PubSub pubSub = c.services().parts().get(PubSub.class);
    c.reply().array(2L * (c.argc() - 2));
    for (int i = 2; i < c.argc(); i++) {
      c.reply().bulk(c.arg(i));
      c.reply().integer(pubSub.subscribers(kind, c.arg(i)));
    }
  }
}
