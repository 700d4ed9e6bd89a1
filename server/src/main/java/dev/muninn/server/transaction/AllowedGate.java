package dev.muninn.server.transaction;

import dev.muninn.server.client.GatePlace;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Gate;
import dev.muninn.server.command.Verdict;
import dev.muninn.server.resp.RespError;

/** Refuses what a transaction may not contain. Armed for clients within MULTI. */
final class AllowedGate implements Gate {
  private static final Verdict REFUSED = Verdict.refused(RespError.NOT_IN_TRANSACTION);

  @Override
  public GatePlace place() {
    return GatePlace.TRANSACTION;
  }

  @Override
  public boolean concerns(CommandSpec spec) {
    return spec.has(Flag.NO_MULTI);
  }

  @Override
  public Verdict check(Context c) {
    return REFUSED;
  }
}
