package dev.muninn.server.keyspace;

import org.jspecify.annotations.Nullable;

/** Why a key goes. */
public enum Reason {
  /** A command deletes it; what it holds is freed at once. */
  DELETED(KeyEvent.DEL, 1),

  /** A command deletes it; what it holds is freed later when it is large. */
  UNLINKED(KeyEvent.DEL, 1),

  /** Its time to live is over; that is in the data already, so it counts as no change. */
  EXPIRED(KeyEvent.EXPIRED, 0),

  /** Memory is needed. */
  EVICTED(KeyEvent.EVICTED, 0),

  /** A command took its last element out; that command's own event has been told. */
  EMPTIED(KeyEvent.DEL, 0),

  /** Its value goes on under another key. */
  MOVED(null, 0),

  /** Another value comes in its place. */
  OVERWRITTEN(null, 0);

  @SuppressWarnings("ImmutableEnumChecker") // a constant of its own
  private final @Nullable KeyEvent event;

  private final int changes;

  Reason(@Nullable KeyEvent event, int changes) {
    this.event = event;
    this.changes = changes;
  }

  /** What the bus is told; null: nothing, another event stands for it. */
  @Nullable KeyEvent event() {
    return event;
  }

  /** How many changes it counts as. */
  int changes() {
    return changes;
  }
}
