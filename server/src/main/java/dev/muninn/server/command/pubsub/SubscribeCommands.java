package dev.muninn.server.command.pubsub;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.pubsub.Kind;
import dev.muninn.server.pubsub.PubSub;

/** Commands that begin and end subscriptions. */
public final class SubscribeCommands {
  private SubscribeCommands() {}

  /** SUBSCRIBE. */
  @Command(
      name = "subscribe",
      group = Group.PUBSUB,
      arity = -2,
      since = "2.0.0",
      summary = "Subscribes to channels.",
      complexity = "O(N) with N channels",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      syntax = "channel:string...",
      categories = {})
  public static void subscribe(Context c) {
    subscribe(c, Kind.CHANNEL);
  }

  /** UNSUBSCRIBE. */
  @Command(
      name = "unsubscribe",
      group = Group.PUBSUB,
      arity = -1,
      since = "2.0.0",
      summary = "Ends subscriptions to channels, to all if none is given.",
      complexity = "O(N) with N channels",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      syntax = "[channel:string...]",
      categories = {})
  public static void unsubscribe(Context c) {
    unsubscribe(c, Kind.CHANNEL);
  }

  /** PSUBSCRIBE. */
  @Command(
      name = "psubscribe",
      group = Group.PUBSUB,
      arity = -2,
      since = "2.0.0",
      summary = "Subscribes to the channels that match patterns.",
      complexity = "O(N) with N patterns",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      syntax = "pattern:pattern...",
      categories = {})
  public static void pSubscribe(Context c) {
    subscribe(c, Kind.PATTERN);
  }

  /** PUNSUBSCRIBE. */
  @Command(
      name = "punsubscribe",
      group = Group.PUBSUB,
      arity = -1,
      since = "2.0.0",
      summary = "Ends subscriptions to patterns, to all if none is given.",
      complexity = "O(N) with N patterns",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      syntax = "[pattern:pattern...]",
      categories = {})
  public static void pUnsubscribe(Context c) {
    unsubscribe(c, Kind.PATTERN);
  }

  /** SSUBSCRIBE. */
  @Command(
      name = "ssubscribe",
      group = Group.PUBSUB,
      arity = -2,
      since = "7.0.0",
      summary = "Subscribes to shard channels.",
      complexity = "O(N) with N shard channels",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              flags = {KeyFlag.NOT_KEY}),
      syntax = "shardchannel:string...",
      categories = {})
  public static void sSubscribe(Context c) {
    subscribe(c, Kind.SHARD_CHANNEL);
  }

  /** SUNSUBSCRIBE. */
  @Command(
      name = "sunsubscribe",
      group = Group.PUBSUB,
      arity = -1,
      since = "7.0.0",
      summary = "Ends subscriptions to shard channels, to all if none is given.",
      complexity = "O(N) with N shard channels",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              flags = {KeyFlag.NOT_KEY}),
      syntax = "[shardchannel:string...]",
      categories = {})
  public static void sUnsubscribe(Context c) {
    unsubscribe(c, Kind.SHARD_CHANNEL);
  }

  private static void subscribe(Context c, Kind kind) {
    PubSub pubSub = c.services().parts().get(PubSub.class);
    for (int i = 1; i < c.argc(); i++) {
      pubSub.subscribe(c.client(), kind, c.arg(i));
    }
  }

  private static void unsubscribe(Context c, Kind kind) {
    PubSub pubSub = c.services().parts().get(PubSub.class);
    if (c.argc() == 1) {
      pubSub.unsubscribeAll(c.client(), kind);
    }
    for (int i = 1; i < c.argc(); i++) {
      pubSub.unsubscribe(c.client(), kind, c.arg(i));
    }
  }
}
