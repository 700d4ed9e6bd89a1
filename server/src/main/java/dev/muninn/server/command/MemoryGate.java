package dev.muninn.server.command;

import dev.muninn.server.client.Armed;
import dev.muninn.server.client.GatePlace;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigListener;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.store.Memory;

/** Refuses what takes memory while more than {@code maxmemory} is in use. */
final class MemoryGate implements Gate {
  private static final Verdict REFUSED = Verdict.refused(RespError.OUT_OF_MEMORY);

  private final Config config;
  private final Memory memory;

  MemoryGate(Config config, Memory memory, Armed armed) {
    this.config = config;
    this.memory = memory;
    ConfigListener arm = now -> armed.set(GatePlace.MEMORY, now.maxmemory != 0);
    config.onChange(arm, "maxmemory");
    arm.restored(config);
  }

  @Override
  public GatePlace place() {
    return GatePlace.MEMORY;
  }

  @Override
  public boolean concerns(CommandSpec spec) {
    return spec.has(Flag.DENYOOM);
  }

  @Override
  public Verdict check(Context c) {
    return memory.used() > config.maxmemory ? REFUSED : Verdict.RUN;
  }
}
