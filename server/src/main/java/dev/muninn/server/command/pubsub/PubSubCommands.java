package dev.muninn.server.command.pubsub;

import dev.muninn.server.bytes.Glob;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.pubsub.Kind;
import dev.muninn.server.pubsub.PubSub;
import dev.muninn.server.resp.RespError;

/** PUBSUB: what there is of subscriptions. */
@Command(
    name = "pubsub",
    group = Group.PUBSUB,
    arity = -2,
    since = "2.8.0",
    summary = "Tells what there is of subscriptions.",
    complexity = "Depends on subcommand.")
public final class PubSubCommands {
  private PubSubCommands() {}

  /** PUBSUB CHANNELS. */
  @Command(
      name = "pubsub|channels",
      group = Group.PUBSUB,
      arity = -2,
      since = "2.8.0",
      summary = "Returns the channels that have subscribers.",
      complexity = "O(N) with N channels",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE},
      syntax = "[pattern:pattern]",
      categories = {})
  public static void channels(Context c) {
    names(c, Kind.CHANNEL);
  }

  /** PUBSUB SHARDCHANNELS. */
  @Command(
      name = "pubsub|shardchannels",
      group = Group.PUBSUB,
      arity = -2,
      since = "7.0.0",
      summary = "Returns the shard channels that have subscribers.",
      complexity = "O(N) with N shard channels",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE},
      syntax = "[pattern:pattern]",
      categories = {})
  public static void shardChannels(Context c) {
    names(c, Kind.SHARD_CHANNEL);
  }

  /** PUBSUB NUMSUB. */
  @Command(
      name = "pubsub|numsub",
      group = Group.PUBSUB,
      arity = -2,
      since = "2.8.0",
      summary = "Counts the subscribers of channels.",
      complexity = "O(N) with N channels asked for",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE},
      syntax = "[channel:string...]",
      categories = {})
  public static void numSub(Context c) {
    subscribers(c, Kind.CHANNEL);
  }

  /** PUBSUB SHARDNUMSUB. */
  @Command(
      name = "pubsub|shardnumsub",
      group = Group.PUBSUB,
      arity = -2,
      since = "7.0.0",
      summary = "Counts the subscribers of shard channels.",
      complexity = "O(N) with N shard channels asked for",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE},
      syntax = "[shardchannel:string...]",
      categories = {})
  public static void shardNumSub(Context c) {
    subscribers(c, Kind.SHARD_CHANNEL);
  }

  /** PUBSUB NUMPAT. */
  @Command(
      name = "pubsub|numpat",
      group = Group.PUBSUB,
      arity = 2,
      since = "2.8.0",
      summary = "Counts the patterns that have subscribers.",
      complexity = "O(1)",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE},
      categories = {})
  public static void numPat(Context c) {
    c.reply().integer(c.services().parts().get(PubSub.class).count(Kind.PATTERN));
  }

  /** PUBSUB HELP. */
  @Command(
      name = "pubsub|help",
      group = Group.PUBSUB,
      arity = 2,
      since = "6.2.0",
      summary = "Tells about the subcommands.",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE},
      categories = {})
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
