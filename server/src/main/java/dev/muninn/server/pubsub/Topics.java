package dev.muninn.server.pubsub;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryEditor;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.OffHeapEntryTable;
import java.util.function.Consumer;

/**
 * Names and, for each, the numbers of its subscribers: an entry whose value is these numbers, four
 * bytes each, in ascending order. A name without subscribers does not exist.
 */
final class Topics implements AutoCloseable {
  private static final int SIZE = Integer.BYTES;
  private static final Slice EMPTY = new Slice();

  private final EntryTable table;
  private final Entry entry;
  private final Slice numbers = new Slice();
  private final Bytes edit = new Bytes();

  Topics(Memory memory) {
    table = new OffHeapEntryTable(memory);
    entry = table.newEntry();
  }

  /** Number of names. */
  long size() {
    return table.size();
  }

  /** Number of subscribers of a name. */
  int count(Slice name) {
    return table.find(name, entry) ? entry.valueLength() / SIZE : 0;
  }

  /** Points {@link #number} at the subscribers of a name; returns how many there are. */
  int find(Slice name) {
    if (!table.find(name, entry)) {
      return 0;
    }
    return entry.value(numbers).length() / SIZE;
  }

  /** A subscriber's number, of those that {@link #find} found, until the next change. */
  int number(int index) {
    return numbers.getInt(index * SIZE);
  }

  /** Adds a subscriber that is not there. */
  void add(Slice name, int number) {
    if (!table.find(name, entry)) {
      table.setString(name, EMPTY, entry);
    }
    int place = place(number);
    EntryEditor editor = table.edit(entry);
    editor.splice(place, 0, SIZE);
    editor.bytes(edit).putInt(place, number);
  }

  /** Removes a subscriber that is there. */
  void remove(Slice name, int number) {
    if (!table.find(name, entry)) {
      throw new IllegalStateException("unsubscribe: number=" + number);
    }
    if (entry.valueLength() == SIZE) {
      table.delete(entry);
      return;
    }
    table.edit(entry).splice(place(number), SIZE, 0);
  }

  /** Offset of a number in the entry's value, or where it belongs. */
  private int place(int number) {
    Slice value = entry.value(numbers);
    int low = 0;
    int high = value.length() / SIZE;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value.getInt(middle * SIZE) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low * SIZE;
  }

  /** Gives every name, in no order; nothing may be added or removed meanwhile. */
  void forEach(Consumer<Slice> consumer) {
    Slice name = new Slice();
    long cursor = 0;
    do {
      cursor = table.scan(cursor, e -> consumer.accept(e.key(name)));
    } while (cursor != 0);
  }

  @Override
  public void close() {
    table.close();
  }
}
