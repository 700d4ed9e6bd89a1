package dev.muninn.server.pubsub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.config.NotifyFlags;
import dev.muninn.server.keyspace.Changes;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.KeyListener;
import dev.muninn.server.store.Memory;

/** Publishes what happens to keys, as {@code notify-keyspace-events} asks for. */
public final class KeyspaceNotifications implements KeyListener {
  private static final byte[] KEYSPACE = "__keyspace@".getBytes(US_ASCII);
  private static final byte[] KEYEVENT = "__keyevent@".getBytes(US_ASCII);
  private static final byte[] AFTER_DATABASE = "__:".getBytes(US_ASCII);
  private static final int CHANNELS = NotifyFlags.KEYSPACE | NotifyFlags.KEYEVENT;

  private final Memory memory;
  private final Changes changes;
  private final PubSub pubSub;
  private final Slice channel = new Slice();
  private final Slice message = new Slice();
  private int flags;

  /** Publishes nothing until {@link #configure}. */
  public KeyspaceNotifications(Memory memory, Changes changes, PubSub pubSub) {
    this.memory = memory;
    this.changes = changes;
    this.pubSub = pubSub;
  }

  /** Sets what is published, bits of {@link NotifyFlags}. */
  public void configure(int notifyFlags) {
    flags = notifyFlags;
    changes.listen(this, (notifyFlags & CHANNELS) == 0 ? 0 : notifyFlags & ~CHANNELS);
  }

  @Override
  public void event(Database db, Slice key, KeyEvent event) {
    if (!pubSub.hasListeners()) {
      return;
    }
    try (Buffer text = new Buffer(memory, 64 + key.length())) {
      text.put(event.name());
      int named = text.writeIndex();
      if ((flags & NotifyFlags.KEYSPACE) != 0) {
        int start = prefix(text, KEYSPACE, db);
        text.put(key);
        publish(text, start, text.slice(0, named, message));
      }
      if ((flags & NotifyFlags.KEYEVENT) != 0) {
        int start = prefix(text, KEYEVENT, db);
        text.put(event.name());
        publish(text, start, key);
      }
    }
  }

  /** Begins the name of a channel; returns where. */
  private static int prefix(Buffer text, byte[] kind, Database db) {
    text.reserve(kind.length + 64);
    int start = text.writeIndex();
    text.put(kind);
    text.putDecimal(db.index());
    text.put(AFTER_DATABASE);
    return start;
  }

  private void publish(Buffer text, int start, Slice payload) {
    int ignored = pubSub.publish(text.slice(start, text.writeIndex() - start, channel), payload);
  }
}
