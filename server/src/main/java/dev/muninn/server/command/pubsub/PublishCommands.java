package dev.muninn.server.command.pubsub;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.pubsub.PubSub;

/** PUBLISH and SPUBLISH. */
public final class PublishCommands {
  private PublishCommands() {}

  /** Sends a message to the subscribers of a channel. */
  @Command(
      syntax = "PUBLISH channel:string message:string",
      since = "2.0.0",
      complexity = "O(N+M) with N subscribers of the channel and M patterns",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.MAY_REPLICATE})
  public static void publish(Context c) {
    c.reply().integer(c.services().parts().get(PubSub.class).publish(c.arg(1), c.arg(2)));
  }

  /** Sends a message to the subscribers of a shard channel. */
  @Command(
      syntax = "SPUBLISH shardchannel:string message:string",
      since = "7.0.0",
      complexity = "O(N) with N subscribers of the shard channel",
      flags = {Flag.PUBSUB, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.MAY_REPLICATE},
      keys = @Keys(value = KeyFlag.NOT_KEY, begin = 1, last = 1))
  public static void sPublish(Context c) {
    c.reply().integer(c.services().parts().get(PubSub.class).publishToShard(c.arg(1), c.arg(2)));
  }
}
