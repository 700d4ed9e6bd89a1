package dev.muninn.server.pubsub;

import dev.muninn.server.client.GatePlace;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Gate;
import dev.muninn.server.command.Verdict;
import dev.muninn.server.resp.RespError;
import java.util.Set;

/**
 * What a subscriber who speaks RESP2 may ask for, where replies could be taken for messages. Armed
 * for clients that have subscribed.
 */
public final class SubscribedGate implements Gate {
  private static final Set<String> ALLOWED =
      Set.of(
          "ping",
          "subscribe",
          "unsubscribe",
          "psubscribe",
          "punsubscribe",
          "ssubscribe",
          "sunsubscribe",
          "quit",
          "reset");

  /** The gate. */
  public SubscribedGate() {}

  @Override
  public GatePlace place() {
    return GatePlace.SUBSCRIBED;
  }

  @Override
  public boolean concerns(CommandSpec spec) {
    return !ALLOWED.contains(spec.name());
  }

  @Override
  public Verdict check(Context c) {
    return c.reply().protocol() == 2
        ? Verdict.refused(RespError.notForSubscribers(c.command().name()))
        : Verdict.RUN;
  }
}
