package dev.muninn.server.command;

import dev.muninn.server.client.GatePlace;

/**
 * One question that a request is asked before it runs. It stands with its owner: the one who knows
 * the answer arms it ({@link dev.muninn.server.client.Armed}) when it begins to matter.
 */
public interface Gate {
  /** Where it stands among the others. */
  GatePlace place();

  /** Whether it can ever matter to a command; asked once per command, when the gate is added. */
  boolean concerns(CommandSpec spec);

  /** Whether the request may run now. */
  Verdict check(Context c);
}
