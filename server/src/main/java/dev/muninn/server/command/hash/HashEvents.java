package dev.muninn.server.command.hash;

import dev.muninn.server.config.NotifyFlags;
import dev.muninn.server.keyspace.KeyEvent;

/** What happens to hashes. */
final class HashEvents {
  static final KeyEvent SET = KeyEvent.change(NotifyFlags.HASH, "hset");
  static final KeyEvent DELETED = KeyEvent.change(NotifyFlags.HASH, "hdel");
  static final KeyEvent INCREMENTED = KeyEvent.change(NotifyFlags.HASH, "hincrby");
  static final KeyEvent INCREMENTED_BY_FLOAT = KeyEvent.change(NotifyFlags.HASH, "hincrbyfloat");
  static final KeyEvent EXPIRE = KeyEvent.change(NotifyFlags.HASH, "hexpire");
  static final KeyEvent PERSIST = KeyEvent.change(NotifyFlags.HASH, "hpersist");

  private HashEvents() {}
}
