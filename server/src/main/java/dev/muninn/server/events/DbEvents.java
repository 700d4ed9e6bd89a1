package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.Unsigned;

/** Expiry of keys, and freeing of what was detached. */
@Provider("valkey_db")
public interface DbEvents {

  /**
   * An expired key was deleted: found by a command, or by the cycle of active expiry.
   *
   * @param duration microseconds the deletion took
   */
  @Event("expire_del")
  void expireDel(@Timespan @Unsigned long duration);

  /** Whether anyone listens to {@code expire_del}. */
  boolean expireDelEnabled();

  /**
   * A cycle of active expiry has ended.
   *
   * @param duration microseconds spent in the cycle
   */
  @Event("expire_cycle")
  void expireCycle(@Timespan @Unsigned long duration);

  /** Whether anyone listens to {@code expire_cycle}. */
  boolean expireCycleEnabled();

  /**
   * The part of a cycle of active expiry that looks at keys has ended.
   *
   * @param duration microseconds spent in it
   */
  @Event("expire_cycle_keys")
  void expireCycleKeys(@Timespan @Unsigned long duration);

  /** Whether anyone listens to {@code expire_cycle_keys}. */
  boolean expireCycleKeysEnabled();

  /**
   * The part of a cycle of active expiry that looks at elements of values has ended.
   *
   * @param duration microseconds spent in it
   */
  @Event("expire_cycle_fields")
  void expireCycleFields(@Unsigned long duration);

  /** Whether anyone listens to {@code expire_cycle_fields}. */
  boolean expireCycleFieldsEnabled();

  /**
   * In this turn of the event loop memory of what had been detached before was freed.
   *
   * @param duration microseconds spent in it
   */
  @Event("lazy_free")
  void lazyFree(@Timespan @Unsigned long duration);

  /** Whether anyone listens to {@code lazy_free}. */
  boolean lazyFreeEnabled();
}
