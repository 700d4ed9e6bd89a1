package dev.muninn.server.command;

import dev.muninn.server.client.GatePlace;
import dev.muninn.server.resp.RespError;

/** Who has yet to authenticate may do so, and little else. Armed by the client itself. */
final class AuthenticationGate implements Gate {
  private static final Verdict REFUSED = Verdict.refused(RespError.NO_AUTH);

  @Override
  public GatePlace place() {
    return GatePlace.AUTHENTICATION;
  }

  @Override
  public boolean concerns(CommandSpec spec) {
    return !spec.has(Flag.NO_AUTH);
  }

  @Override
  public Verdict check(Context c) {
    return c.client().authRequired() ? REFUSED : Verdict.RUN;
  }
}
