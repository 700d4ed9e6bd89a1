package dev.muninn.server.command;

/** The effects of one frame. */
final class FrameEffects implements Effects {
  private final Propagation propagation;
  private final Context frame;
  private boolean collecting;
  private boolean asItCame;
  private boolean always;
  private long dirtyBefore;

  FrameEffects(Propagation propagation, Context frame) {
    this.propagation = propagation;
    this.frame = frame;
  }

  /** The frame's call begins. */
  void begin() {
    collecting = propagation.wanted();
    if (collecting) {
      propagation.enter();
      dirtyBefore = propagation.dirty();
      asItCame = true;
      always = false;
    }
  }

  /** The frame's call is over. @return changes that it has counted */
  long end() {
    if (!collecting) {
      return 0;
    }
    collecting = false;
    long changes = propagation.dirty() - dirtyBefore;
    try {
      if (always || (asItCame && changes > 0)) {
        propagation.put(frame.actor().db(), frame.args());
      }
    } finally {
      propagation.leave();
    }
    return changes;
  }

  /** So many of the changes are those of a call within, which has seen to them itself. */
  void without(long changes) {
    dirtyBefore += changes;
  }

  @Override
  public boolean wanted() {
    return collecting;
  }

  @Override
  public Words words(String name) {
    return propagation.words().add(name);
  }

  @Override
  public void instead(Words words) {
    asItCame = false;
    if (collecting) {
      propagation.put(frame.actor().db(), words);
    }
  }

  @Override
  public void also(int db, Words words) {
    if (collecting) {
      propagation.put(db, words);
    }
  }

  @Override
  public void none() {
    asItCame = false;
  }

  @Override
  public void always() {
    always = true;
  }
}
