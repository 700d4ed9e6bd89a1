package dev.muninn.server.value;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.Structures;

/** The key that an edit changes, whether it exists or not; implemented by the keyspace's write. */
public interface Place {
  /** The table that the key is in, or would be. */
  EntryTable table();

  /** The key. */
  Slice key();

  /** The cursor at the key's entry; at none while the key does not exist. */
  Entry entry();

  /** The structures that values are made of. */
  Structures structures();

  /** Up to what size values stay packed. */
  EncodingLimits limits();

  /** The key holds a new value, in place of none or of another one; the cursor is at it. */
  void stored();
}
