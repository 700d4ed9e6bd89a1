package dev.muninn.server.pubsub;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.store.Memory;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.OffHeapEntryTable;
import java.util.concurrent.ThreadLocalRandom;

/** What one client has subscribed to: its own tables of names. */
final class Subscriber implements AutoCloseable {
  private static final Slice EMPTY = new Slice();

  final Client client;
  final int number;
  private final EntryTable[] names = new EntryTable[Kind.values().length];
  private final Entry entry;

  Subscriber(Memory memory, Client client, int number) {
    this.client = client;
    this.number = number;
    for (int i = 0; i < names.length; i++) {
      names[i] = new OffHeapEntryTable(memory);
    }
    entry = names[0].newEntry();
  }

  /** Adds a name. @return whether it was not there */
  boolean add(Kind kind, Slice name) {
    EntryTable table = of(kind);
    if (table.contains(name)) {
      return false;
    }
    table.setString(name, EMPTY, entry);
    count();
    return true;
  }

  /** Removes a name. @return whether it was there */
  boolean remove(Kind kind, Slice name) {
    boolean removed = of(kind).delete(name);
    count();
    return removed;
  }

  /** Points {@code out} at any of the names of a kind. @return whether there is one */
  boolean any(Kind kind, Slice out) {
    if (!of(kind).random(ThreadLocalRandom.current(), entry)) {
      return false;
    }
    Slice ignored = entry.key(out);
    return true;
  }

  int count(Kind kind) {
    return (int) of(kind).size();
  }

  boolean isEmpty() {
    return count(Kind.CHANNEL) == 0 && count(Kind.PATTERN) == 0 && count(Kind.SHARD_CHANNEL) == 0;
  }

  private void count() {
    client.counts().channels = count(Kind.CHANNEL);
    client.counts().patterns = count(Kind.PATTERN);
    client.counts().shardChannels = count(Kind.SHARD_CHANNEL);
    long bytes = 0;
    for (EntryTable table : names) {
      bytes += table.dataBytes() + table.indexBytes();
    }
    client.counts().subscribedBytes = bytes;
  }

  @SuppressWarnings("EnumOrdinal") // an array by kind
  private EntryTable of(Kind kind) {
    return names[kind.ordinal()];
  }

  @Override
  public void close() {
    for (EntryTable table : names) {
      table.close();
    }
    count();
  }
}
