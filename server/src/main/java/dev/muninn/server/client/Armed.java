package dev.muninn.server.client;

/**
 * Which gates are to be asked at all: a set of {@link GatePlace}, one for the server and one for
 * each client. A gate's owner arms it when it begins to matter.
 */
public final class Armed {
  private int bits;

  Armed() {}

  /** The bits of the places armed. */
  public int bits() {
    return bits;
  }

  /** Arms a place, or ends that. */
  public void set(GatePlace place, boolean on) {
    bits = on ? bits | place.mask() : bits & ~place.mask();
  }
}
