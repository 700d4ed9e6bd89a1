package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Unsigned;

/** What commands do with keys, for studies of a cache. Keys may be somebody's secret. */
@Provider(value = "valkey_keys", byName = true)
public interface KeyEvents {

  /**
   * A command has found a key that it reads or asks for.
   *
   * @param db the database's number
   * @param key the key
   * @param type type of the value, as TYPE replies
   * @param size bytes of the value
   */
  @Event("key_read")
  void keyRead(@Unsigned int db, byte[] key, NativeString type, @Unsigned long size);

  /** Whether anyone listens to {@code key_read}. */
  boolean keyReadEnabled();

  /**
   * A command has stored a key, or changed its value or time to live.
   *
   * @param db the database's number
   * @param key the key
   * @param type type of the value, as TYPE replies
   * @param size bytes of the value now
   */
  @Event("key_write")
  void keyWrite(@Unsigned int db, byte[] key, NativeString type, @Unsigned long size);

  /** Whether anyone listens to {@code key_write}. */
  boolean keyWriteEnabled();

  /**
   * A command has deleted a key, or moved it away.
   *
   * @param db the database's number
   * @param key the key
   * @param type type the value had, as TYPE replies
   * @param size bytes the value had
   */
  @Event("key_delete")
  void keyDelete(@Unsigned int db, byte[] key, NativeString type, @Unsigned long size);

  /** Whether anyone listens to {@code key_delete}. */
  boolean keyDeleteEnabled();
}
