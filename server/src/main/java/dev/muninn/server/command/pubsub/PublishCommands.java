package dev.muninn.server.command.pubsub;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.pubsub.PubSub;

/** PUBLISH and SPUBLISH. */
public final class PublishCommands {
  private PublishCommands() {}

  /** PUBLISH. */
  @Command(
      name = "publish",
      group = Group.PUBSUB,
      arity = 3,
      since = "2.0.0",
      summary = "Sends a message to the subscribers of a channel.",
      complexity = "O(N+M) with N subscribers of the channel and M patterns",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.MAY_REPLICATE},
      syntax = "channel:string message:string",
      categories = {})
  public static void publish(Context c) {
    c.reply().integer(c.services().parts().get(PubSub.class).publish(c.arg(1), c.arg(2)));
  }

  /** SPUBLISH. */
  @Command(
      name = "spublish",
      group = Group.PUBSUB,
      arity = 3,
      since = "7.0.0",
      summary = "Sends a message to the subscribers of a shard channel.",
      complexity = "O(N) with N subscribers of the shard channel",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.MAY_REPLICATE},
      keys =
          @Keys(
              begin = 1,
              last = 1,
              flags = {KeyFlag.NOT_KEY}),
      syntax = "shardchannel:string message:string",
      categories = {})
  public static void sPublish(Context c) {
    c.reply().integer(c.services().parts().get(PubSub.class).publishToShard(c.arg(1), c.arg(2)));
  }
}
