package dev.muninn.server.command.pubsub;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.pubsub.Kind;
import dev.muninn.server.pubsub.PubSub;

/** Commands that begin and end subscriptions. */
public final class SubscribeCommands {
  private SubscribeCommands() {}

  /** Subscribes to channels. */
  @Command(
      syntax = "SUBSCRIBE channel:string...",
      since = "2.0.0",
      complexity = "O(N) with N channels",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void subscribe(Context c) {
    subscribe(c, Kind.CHANNEL);
  }

  /** Ends subscriptions to channels, to all if none is given. */
  @Command(
      syntax = "UNSUBSCRIBE [channel:string...]",
      since = "2.0.0",
      complexity = "O(N) with N channels",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void unsubscribe(Context c) {
    unsubscribe(c, Kind.CHANNEL);
  }

  /** Subscribes to the channels that match patterns. */
  @Command(
      syntax = "PSUBSCRIBE pattern:pattern...",
      since = "2.0.0",
      complexity = "O(N) with N patterns",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void pSubscribe(Context c) {
    subscribe(c, Kind.PATTERN);
  }

  /** Ends subscriptions to patterns, to all if none is given. */
  @Command(
      syntax = "PUNSUBSCRIBE [pattern:pattern...]",
      since = "2.0.0",
      complexity = "O(N) with N patterns",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void pUnsubscribe(Context c) {
    unsubscribe(c, Kind.PATTERN);
  }

  /** Subscribes to shard channels. */
  @Command(
      syntax = "SSUBSCRIBE shardchannel:string...",
      since = "7.0.0",
      complexity = "O(N) with N shard channels",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      keys = @Keys(value = KeyFlag.NOT_KEY, begin = 1, last = -1))
  public static void sSubscribe(Context c) {
    subscribe(c, Kind.SHARD_CHANNEL);
  }

  /** Ends subscriptions to shard channels, to all if none is given. */
  @Command(
      syntax = "SUNSUBSCRIBE [shardchannel:string...]",
      since = "7.0.0",
      complexity = "O(N) with N shard channels",
      flags = {Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      keys = @Keys(value = KeyFlag.NOT_KEY, begin = 1, last = -1))
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
