package dev.muninn.server.command;

import dev.muninn.server.client.GatePlace;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ProtectedAction;
import dev.muninn.server.resp.RespError;

/** DEBUG and MODULE: open only as far as {@code enable-debug-command} and its like say. */
record ProtectedGate(Config config) implements Gate {
  @Override
  public GatePlace place() {
    return GatePlace.PROTECTED;
  }

  @Override
  public boolean concerns(CommandSpec spec) {
    return spec.has(Flag.PROTECTED);
  }

  @Override
  public Verdict check(Context c) {
    if (!c.command().has(Flag.PROTECTED)) {
      return Verdict.RUN; // EXEC of what was asked when it was queued
    }
    CommandSpec container = c.command().container();
    CommandSpec top = container == null ? c.command() : container;
    boolean debug = top.name().equals("debug");
    ProtectedAction action = debug ? config.enableDebugCommand : config.enableModuleCommand;
    return action.allows(c.client().isLocal())
        ? Verdict.RUN
        : Verdict.refused(
            debug
                ? RespError.notEnabled("DEBUG", "enable-debug-command")
                : RespError.notEnabled("MODULE", "enable-module-command"));
  }
}
