package dev.muninn.server.command;

import dev.muninn.server.bytes.ArgsQueue;
import dev.muninn.server.bytes.OwnedArgs;

/**
 * What one unit of work has changed, as commands to repeat: a client's request with all that it
 * called, or a key that has expired or was evicted by itself.
 */
public final class EffectUnit {
  /** Told of the commands, in their order. */
  public interface Visitor {
    /**
     * A command to repeat.
     *
     * @param db the database it is meant for
     * @param words valid during the call
     */
    void effect(int db, OwnedArgs words);
  }

  private final ArgsQueue queue;
  private final OwnedArgs each = new OwnedArgs();

  EffectUnit(ArgsQueue queue) {
    this.queue = queue;
  }

  /** Number of commands, at least 1. */
  public int size() {
    return queue.size();
  }

  /** Memory of the commands, in bytes. */
  public long bytes() {
    return queue.bytes();
  }

  /** Whether all have to be repeated or none: to be written between MULTI and EXEC. */
  public boolean isTransaction() {
    return queue.size() > 1;
  }

  /** Visits the commands. */
  public void forEach(Visitor visitor) {
    for (boolean more = queue.first(each); more; more = queue.next(each)) {
      visitor.effect(each.tag(), each);
    }
  }
}
