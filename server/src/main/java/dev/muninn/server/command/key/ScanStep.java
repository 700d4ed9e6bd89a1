package dev.muninn.server.command.key;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.ScanRequest;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One SCAN: collects keys until it has seen enough. They are copied, because the cursor is replied
 * before them and known after them.
 */
final class ScanStep implements Consumer<Entry>, AutoCloseable {
  private static final int ANY_TYPE = -1;

  private final Context c;
  private final ScanRequest request;
  private final int type;
  private final Buffer keys;
  private int[] lengths = new int[16];
  private int found;
  private long sampled;

  /**
   * @param request what keys must match
   * @param type what type they must have; -1: any
   */
  ScanStep(Context c, ScanRequest request, int type) {
    this.c = c;
    this.request = request;
    this.type = type;
    this.keys = new Buffer(c.keyspace().memory(), 256);
  }

  /** Goes on from a cursor until {@code count} keys were seen, or too many empty places. */
  long run(long from, long count) {
    EntryTable table = c.db().table();
    long left = count > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : count * 10;
    long cursor = from;
    do {
      cursor = table.scan(cursor, this);
    } while (cursor != 0 && left-- > 0 && sampled < count);
    return cursor;
  }

  @Override
  public void accept(Entry entry) {
    sampled++;
    if (type != ANY_TYPE && entry.type() != type) {
      return;
    }
    Slice key = entry.key(c.slice());
    if (!request.wants(key)) {
      return;
    }
    if (c.db().expired(entry)) {
      return;
    }
    if (found == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * found);
    }
    lengths[found++] = key.length();
    keys.put(key);
  }

  /** Writes the array of the keys. */
  void reply() {
    c.reply().array(found);
    int at = keys.readIndex();
    for (int i = 0; i < found; i++) {
      c.reply().bulk(keys.slice(at, lengths[i], c.slice()));
      at += lengths[i];
    }
  }

  @Override
  public void close() {
    keys.close();
  }
}
