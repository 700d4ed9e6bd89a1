package dev.muninn.tracepoint.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Which recording session has which bit of the words: bit 48 of a word is slot 0. */
public final class RecordingSlots {
  /** Sessions there can be at once. */
  public static final int MAX = 15;

  /** The bit of a word that belongs to slot 0. */
  static final int FIRST_BIT = 48;

  private static final AtomicReferenceArray<@Nullable Session> SESSIONS =
      new AtomicReferenceArray<>(MAX);

  private RecordingSlots() {}

  /** What a firing thread needs of a session: a stream of its own. */
  @FunctionalInterface
  public interface Session {
    /**
     * Opens a stream. Called by firing threads, once each; must not block.
     *
     * @param slot the session's slot
     */
    EventStream open(Payload payload, int slot);
  }

  /** Takes a free slot for a session, or returns -1 where all are taken. */
  public static int take(Session session) {
    for (int slot = 0; slot < MAX; slot++) {
      if (SESSIONS.compareAndSet(slot, null, session)) {
        return slot;
      }
    }
    return -1;
  }

  /** Gives a slot back; threads may still hold streams of its session. */
  public static void giveBack(int slot) {
    SESSIONS.set(slot, null);
  }

  /** The bit of a word that belongs to a slot. */
  public static long bit(int slot) {
    return 1L << (FIRST_BIT + slot);
  }

  static @Nullable EventStream open(Payload payload, int slot) {
    Session session = SESSIONS.get(slot);
    return session == null ? null : session.open(payload, slot);
  }
}
