package dev.muninn.server.command;

import dev.muninn.server.client.GatePlace;
import org.jspecify.annotations.Nullable;

/** The gates of one server, by place. */
public final class Gates {
  private final @Nullable Gate[] gates = new Gate[GatePlace.values().length];
  private final CommandTable commands;

  /** No gates yet. */
  public Gates(CommandTable commands) {
    this.commands = commands;
  }

  /** Puts a gate up; it is asked once it is armed. Belongs to the start. */
  @SuppressWarnings("EnumOrdinal") // the order of places is the order of asking
  public void add(Gate gate) {
    GatePlace place = gate.place();
    if (gates[place.ordinal()] != null) {
      throw new IllegalStateException("two gates at one place: place=" + place);
    }
    gates[place.ordinal()] = gate;
    for (int id = 0; id < commands.ids(); id++) {
      CommandSpec spec = commands.byId(id);
      if (gate.concerns(spec)) {
        spec.concern(place);
      }
    }
  }

  /** Asks the gates at these places, in their order, until one does not let the request pass. */
  Verdict ask(Context c, int places) {
    for (int left = places; left != 0; left &= left - 1) {
      Gate gate = gates[Integer.numberOfTrailingZeros(left)];
      if (gate != null) {
        Verdict verdict = gate.check(c);
        if (verdict != Verdict.RUN) {
          return verdict;
        }
      }
    }
    return Verdict.RUN;
  }
}
