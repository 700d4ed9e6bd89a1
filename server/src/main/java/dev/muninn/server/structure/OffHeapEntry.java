package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getLong;
import static dev.muninn.server.store.AddressSpace.putLong;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Decimal;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Debug;
import org.jspecify.annotations.Nullable;

/** The cursor of {@link OffHeapEntryTable}: an address and the table it belongs to. */
final class OffHeapEntry extends Entry {
  /** What an entry's slot, tag and the buckets' spare room come to, on average. */
  private static final int INDEX_SHARE = 16;

  private @Nullable OffHeapEntryTable table;
  private long address;
  private long hash;
  private long generation;

  OffHeapEntry at(OffHeapEntryTable table, long address, long hash) {
    this.table = table;
    this.address = address;
    this.hash = hash;
    if (Debug.ENABLED) {
      generation = table.memory().generation(address);
    }
    return this;
  }

  /** The table; the cursor must point at an entry. */
  private OffHeapEntryTable table() {
    OffHeapEntryTable current = table;
    if (current == null) {
      throw new IllegalStateException("entry: none under the cursor");
    }
    return current;
  }

  /** Address of the entry, or 0. */
  long address() {
    return address;
  }

  long hash() {
    return hash;
  }

  boolean isOf(OffHeapEntryTable other) {
    return table == other;
  }

  private long header() {
    if (Debug.ENABLED) {
      check();
    }
    return getLong(address);
  }

  private void check() {
    OffHeapEntryTable current = table();
    if (current.memory().generation(address) != generation) {
      throw new IllegalStateException("entry: freed under the cursor, address=" + address);
    }
  }

  @Override
  public boolean isPresent() {
    return address != 0;
  }

  @Override
  public void clear() {
    table = null;
    address = 0;
  }

  @Override
  public int type() {
    return EntryLayout.type(header());
  }

  @Override
  public int encoding() {
    return EntryLayout.encoding(header());
  }

  @Override
  public Slice key(Slice out) {
    long header = header();
    return out.at(address + EntryLayout.keyOffset(header), EntryLayout.keyLength(address, header));
  }

  @Override
  public Slice value(Slice out) {
    long header = header();
    if (EntryLayout.encoding(header) == INT) {
      throw new IllegalStateException("entry value: encoding=INT");
    }
    return out.at(
        EntryLayout.valueAddress(address, header), EntryLayout.valueLength(address, header));
  }

  @Override
  public Bytes edit(Bytes out) {
    Slice ignored = value(out);
    return out;
  }

  @Override
  public long longValue() {
    long header = header();
    if (EntryLayout.encoding(header) != INT) {
      throw new IllegalStateException("entry integer: encoding=" + EntryLayout.encoding(header));
    }
    return getLong(EntryLayout.valueAddress(address, header));
  }

  @Override
  public int valueLength() {
    long header = header();
    if (EntryLayout.encoding(header) == INT) {
      return Decimal.length(getLong(EntryLayout.valueAddress(address, header)));
    }
    return EntryLayout.valueLength(address, header);
  }

  @Override
  public void setString(Slice value) {
    long header = header();
    OffHeapEntryTable current = table();
    moved(
        current.overwrite(
            address,
            hash,
            value.address(),
            value.length(),
            EntryLayout.encodingOf(value.length()),
            keep(header)));
  }

  @Override
  public void setLong(long value) {
    long header = header();
    if (EntryLayout.encoding(header) == INT && EntryLayout.type(header) == STRING) {
      putLong(EntryLayout.valueAddress(address, header), value);
      return;
    }
    OffHeapEntryTable current = table();
    long cell = current.memory().scratch();
    putLong(cell, value);
    moved(current.overwrite(address, hash, cell, 8, INT, keep(header)));
  }

  @Override
  public void resize(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("entry resize: length=" + length);
    }
    if (encoding() == INT) {
      long value = longValue();
      OffHeapEntryTable current = table();
      long text = current.memory().scratch();
      int digits = Decimal.write(value, text);
      moved(current.overwrite(address, hash, text, digits, RAW, keep(header())));
    }
    moved(table().resize(address, hash, length));
  }

  @Override
  public long expireAt() {
    long header = header();
    return EntryLayout.expires(header)
        ? getLong(EntryLayout.expireAddress(address, header))
        : NO_EXPIRE;
  }

  @Override
  public void setExpireAt(long expireAt) {
    long header = header();
    if (EntryLayout.expires(header) && expireAt != NO_EXPIRE) {
      putLong(EntryLayout.expireAddress(address, header), expireAt);
    } else if (EntryLayout.expires(header) || expireAt != NO_EXPIRE) {
      moved(table().changeExpire(address, hash, expireAt));
    }
  }

  @Override
  public int lru() {
    return EntryLayout.lru(header());
  }

  @Override
  public void lru(int lru) {
    putLong(address, EntryLayout.withLru(header(), lru));
  }

  @Override
  public long memoryUsage() {
    return table().memory().usable(EntryLayout.blockSize(address, header())) + INDEX_SHARE;
  }

  private long keep(long header) {
    return EntryLayout.expires(header)
        ? getLong(EntryLayout.expireAddress(address, header))
        : NO_EXPIRE;
  }

  private void moved(long to) {
    at(table(), to, hash);
  }
}
