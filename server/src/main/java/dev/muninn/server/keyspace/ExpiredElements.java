package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import java.util.function.Consumer;

/**
 * Deletes elements of values, such as fields of hashes, whose time is over though nobody asks for
 * them: part of the cycle of {@link ActiveExpire}. Goes through the keys that have such elements
 * and through each value's elements that expire.
 */
final class ExpiredElements {
  /** Elements of one value deleted in one visit. */
  private static final int MOST = 64;

  private final Keyspace keyspace;
  private final Write write;
  private final Slice key = new Slice();
  private final Consumer<Entry> visitor = this::visit;
  private Database current;
  private int nextDatabase;
  private long expired;

  ExpiredElements(Keyspace keyspace) {
    this.keyspace = keyspace;
    write = new Write(keyspace);
    current = keyspace.database(0);
  }

  /** Whether no key has elements that expire. */
  boolean isIdle() {
    for (int i = 0; i < keyspace.count(); i++) {
      if (keyspace.database(i).table.elementExpires() > 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Works until everything was looked at or time is over.
   *
   * @param deadline monotonic time, nanoseconds
   */
  void run(long deadline) {
    int databases = keyspace.count();
    for (int i = 0; i < databases; i++) {
      current = keyspace.database(nextDatabase % databases);
      if (current.table.elementExpires() > 0 && !pass(deadline)) {
        return; // the next cycle goes on here
      }
      nextDatabase = (nextDatabase + 1) % databases;
    }
  }

  /** One pass over the current database; whether it came to its end. */
  private boolean pass(long deadline) {
    do {
      expired = 0;
      current.elementCursor = current.table.scanElementExpires(current.elementCursor, visitor);
      if (keyspace.clock.advance() > deadline) {
        return false;
      }
    } while (current.elementCursor != 0 || expired > 0);
    return true;
  }

  private void visit(Entry entry) {
    expired += write.open(current, entry.key(key)).expireElements(MOST);
  }
}
