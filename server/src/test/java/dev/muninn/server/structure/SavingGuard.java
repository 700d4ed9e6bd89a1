package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getLong;

import dev.muninn.server.store.AddressSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A snapshot in its simplest form: it saves the entries of one table as they are when it is made,
 * bucket after bucket, while the table changes, by nothing but what a guard is told.
 */
final class SavingGuard implements ChangeGuard {
  private record Block(long address, long size) {}

  /** A value that is a table and has been changed since, but not saved yet. */
  private static final class Open {
    final String key;
    final Map<Long, byte[]> copies = new HashMap<>();
    final List<Block> freed = new ArrayList<>();
    long entry;

    Open(String key) {
      this.key = key;
    }
  }

  final Map<String, String> saved = new HashMap<>();
  private final Map<Long, Open> open = new HashMap<>();
  private final Structures structures;
  private final long table;
  private final int[] bits;
  private final boolean[] done;
  private int next;
  int told;

  SavingGuard(OffHeapEntryTable saving) {
    structures = saving.structures();
    table = saving.state();
    int buckets = table == 0 ? 0 : (int) TableLayout.buckets(table);
    bits = new int[buckets];
    done = new boolean[buckets];
    structures.guard(this);
  }

  /** Saves the next bucket and what is open; ends the snapshot after the last. */
  boolean step() {
    if (next < done.length) {
      bucket(table, next++);
      return true;
    }
    for (var each : List.copyOf(open.entrySet())) {
      finish(each.getKey(), each.getValue());
    }
    structures.guard(null);
    return false;
  }

  private boolean concerns(long of, long bucket) {
    told++;
    return of == table && bucket < done.length && !done[(int) bucket];
  }

  @Override
  public void entry(long of, long bucket, int slot, long entry) {
    if (concerns(of, bucket) && (bits[(int) bucket] & 1 << slot) == 0) {
      save(entry);
      bits[(int) bucket] |= 1 << slot;
    }
  }

  @Override
  public void inserted(long of, long bucket, int slot) {
    if (concerns(of, bucket)) {
      bits[(int) bucket] |= 1 << slot;
    }
  }

  @Override
  public void removed(long of, long bucket, int slot, int last, long entry) {
    if (concerns(of, bucket)) {
      entry(of, bucket, slot, entry);
      int moved = bits[(int) bucket] >>> last & 1;
      bits[(int) bucket] = (bits[(int) bucket] & ~(1 << slot)) | (moved << slot) | (1 << last);
    }
  }

  @Override
  public void bucket(long of, long bucket) {
    if (concerns(of, bucket)) {
      AddressList entries = new AddressList();
      Bucket.gather(Segments.address(table, TableLayout.buckets(table), bucket), entries);
      for (int i = 0; i < entries.size(); i++) {
        if (i >= Bucket.SLOTS || (bits[(int) bucket] & 1 << i) == 0) {
          save(entries.get(i));
        }
      }
      done[(int) bucket] = true;
    }
  }

  @Override
  public void before(long owner, long address, long size) {
    told++;
    Open opened = open.get(owner);
    if (opened != null) {
      opened.copies.computeIfAbsent(address, a -> live(a, size));
    }
  }

  @Override
  public boolean keep(long owner, long block, long size) {
    told++;
    Open opened = open.get(owner);
    if (opened != null) {
      opened.freed.add(new Block(block, size));
    }
    return opened != null;
  }

  @Override
  public boolean keepEntry(long entry) {
    told++;
    Open opened = isTable(entry) ? open.get(state(entry)) : null;
    if (opened != null) {
      opened.entry = entry;
    }
    return opened != null;
  }

  @Override
  public boolean holds(long of) {
    return of == table && next < done.length;
  }

  private static boolean isTable(long entry) {
    return EntryLayout.encoding(getLong(entry)) == Entry.HASHTABLE;
  }

  private static long state(long entry) {
    return getLong(EntryLayout.valueAddress(entry, getLong(entry)));
  }

  private void save(long entry) {
    byte[] block = live(entry, structures.memory.usable(size(entry)));
    if (isTable(entry)) {
      Open previous = open.put(state(entry), new Open(key(block)));
      if (previous != null) {
        throw new IllegalStateException("saved twice: " + key(block));
      }
    } else {
      put(key(block), value(block));
    }
  }

  private static long size(long entry) {
    return EntryLayout.blockSize(entry, getLong(entry));
  }

  private void put(String key, String value) {
    if (saved.put(key, value) != null) {
      throw new IllegalStateException("saved twice: " + key);
    }
  }

  /** Saves an open table as it was, and frees what was kept for that. */
  private void finish(long state, Open opened) {
    ByteBuffer head = node(opened, state, TableLayout.TABLE);
    long buckets = head.getLong(8);
    long root = head.getLong(16);
    int room = head.getInt(36);
    Map<String, String> elements = new TreeMap<>();
    for (long i = 0; i < buckets; i++) {
      long segment = room == 0 ? root : node(opened, root, room * 8L).getLong((int) (i >>> 10) * 8);
      for (long at = segment + (i & 1023) * Bucket.SIZE; at != 0; ) {
        ByteBuffer bucket = node(opened, at, Bucket.SIZE);
        long word = bucket.getLong(0);
        for (int slot = 0; slot < Bucket.count(word); slot++) {
          long entry = (bucket.getLong(8 + slot * 8) & Bucket.ADDRESS) << 3;
          byte[] block = opened.copies.get(entry);
          byte[] bytes = block == null ? live(entry, size(entry)) : block;
          if (elements.put(key(bytes), value(bytes)) != null) {
            throw new IllegalStateException("element twice: " + key(bytes));
          }
        }
        at = word < 0 ? bucket.getLong(Bucket.LAST_SLOT) : 0;
      }
    }
    put(opened.key, elements.toString());
    open.remove(state);
    opened.freed.forEach(block -> structures.memory.free(block.address, block.size));
    if (opened.entry != 0) {
      structures.freeEntry(opened.entry);
    }
  }

  private static ByteBuffer node(Open opened, long address, long size) {
    byte[] copy = opened.copies.get(address);
    return ByteBuffer.wrap(copy == null ? live(address, size) : copy)
        .order(ByteOrder.nativeOrder());
  }

  private static byte[] live(long address, long size) {
    byte[] bytes = new byte[(int) size];
    AddressSpace.copyOut(address, bytes, 0, bytes.length);
    return bytes;
  }

  private static String key(byte[] block) {
    long header = ByteBuffer.wrap(block).order(ByteOrder.nativeOrder()).getLong();
    return text(block, EntryLayout.keyOffset(header), (int) (header >>> 40) & 0xFF);
  }

  private static String value(byte[] block) {
    long header = ByteBuffer.wrap(block).order(ByteOrder.nativeOrder()).getLong();
    int from = EntryLayout.keyOffset(header) + ((int) (header >>> 40) & 0xFF);
    return text(block, from, (int) (header >>> 48));
  }

  private static String text(byte[] block, int from, int size) {
    return new String(block, from, size, StandardCharsets.ISO_8859_1);
  }
}
