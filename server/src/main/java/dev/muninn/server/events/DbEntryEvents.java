package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;

/** The beginning of expiry of keys. */
@Provider(value = "valkey_db_entry", byName = true)
public interface DbEntryEvents {

  /** An expired key is about to be deleted. */
  @Event("expire_del_entry")
  void expireDelEntry();

  /** Whether anyone listens to {@code expire_del_entry}. */
  boolean expireDelEntryEnabled();

  /** A cycle of active expiry begins. */
  @Event("expire_cycle_entry")
  void expireCycleEntry();

  /** Whether anyone listens to {@code expire_cycle_entry}. */
  boolean expireCycleEntryEnabled();

  /** The part of a cycle of active expiry that looks at keys begins. */
  @Event("expire_cycle_keys_entry")
  void expireCycleKeysEntry();

  /** Whether anyone listens to {@code expire_cycle_keys_entry}. */
  boolean expireCycleKeysEntryEnabled();

  /** The part of a cycle of active expiry that looks at elements of values begins. */
  @Event("expire_cycle_fields_entry")
  void expireCycleFieldsEntry();

  /** Whether anyone listens to {@code expire_cycle_fields_entry}. */
  boolean expireCycleFieldsEntryEnabled();
}
