package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The writes of one command. Objects are used again: one that has ended is the next to be opened,
 * so a command on many keys needs no more than it has open at a time.
 */
public final class Writes {
  private final Keyspace keyspace;
  private final List<Write> all = new ArrayList<>();

  /** For one frame of commands on {@code keyspace}. */
  public Writes(Keyspace keyspace) {
    this.keyspace = keyspace;
    all.add(new Write(keyspace));
  }

  /** Looks a key up, to change it. */
  public Write open(Database db, Slice key) {
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).isOpen()) {
        return all.get(i).open(db, key);
      }
    }
    Write another = new Write(keyspace);
    all.add(another);
    return another.open(db, key);
  }

  /**
   * The command is over.
   *
   * @return whether it had ended every write; one that an error left open is closed
   */
  public boolean end() {
    boolean ended = true;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isOpen()) {
        all.get(i).abandon();
        ended = false;
      }
    }
    return ended;
  }
}
