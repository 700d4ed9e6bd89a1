package dev.muninn.server.structure;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Decimal;
import dev.muninn.server.bytes.Slice;
import java.util.Objects;

/** The editor that belongs to a cursor. */
final class OffHeapEntryEditor extends EntryEditor {
  private final OffHeapEntry entry;

  OffHeapEntryEditor(OffHeapEntry entry) {
    this.entry = entry;
  }

  @Override
  public Bytes bytes(Bytes out) {
    return bytes(0, entry.valueLength(), out);
  }

  @Override
  public Bytes bytes(int from, int size, Bytes out) {
    Slice all = entry.bytes(out);
    entry.structures().entries.changingBytes(entry.address(), all.address() + from, size);
    Slice ignored = all.part(from, size, out);
    return out;
  }

  @Override
  public EntryTable table(EntryTable out) {
    return ((OffHeapEntryTable) out).view(entry.structures(), entry.nestedState(), true);
  }

  @Override
  public void setString(Slice value) {
    setString(value, entry.expireAt());
  }

  @Override
  public void setString(Slice value, long expireAt) {
    int encoding = EntryLayout.encodingOf(value.length());
    overwrite(Entry.STRING, encoding, value.address(), value.length(), expireAt);
  }

  @Override
  public void setLong(long value) {
    long header = entry.header();
    long kind = EntryLayout.kind(Entry.STRING, Entry.INT);
    if ((header & (0xFF | EntryLayout.ELEMENTS)) == kind) {
      EntryStore.integer(entry.address(), header, value);
    } else {
      setLong(value, entry.expireAt());
    }
  }

  @Override
  public void setLong(long value, long expireAt) {
    long cell = entry.structures().memory.scratch(value);
    overwrite(Entry.STRING, Entry.INT, cell, 8, expireAt);
  }

  @Override
  public void set(int type, int encoding, Slice value) {
    OffHeapEntryTable.checkInline(encoding);
    overwrite(type, encoding, value.address(), value.length(), entry.expireAt());
  }

  @Override
  public void setTable(int type, EntryTable value) {
    OffHeapEntryTable table = (OffHeapEntryTable) value;
    long cell = entry.structures().memory.scratch(table.stateToGive(entry.structures()));
    overwrite(type, Entry.HASHTABLE, cell, 8, entry.expireAt());
    table.given();
  }

  @Override
  public void detachTable(EntryTable to) {
    ((OffHeapEntryTable) to).adopt(entry.structures(), entry.nestedState());
    entry.forgetTable();
  }

  private void overwrite(int type, int encoding, long value, int length, long expireAt) {
    long kind = EntryLayout.kind(type, encoding);
    EntryStore entries = entry.structures().entries;
    entry.moved(
        entries.overwrite(
            entry.state(), entry.address(), entry.hash(), kind, value, length, expireAt));
  }

  @Override
  public void resize(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("entry resize: length=" + length);
    }
    if (entry.encoding() == Entry.INT) {
      long text = entry.structures().memory.scratch();
      int digits = Decimal.write(entry.longValue(), text);
      overwrite(Entry.STRING, Entry.RAW, text, digits, entry.expireAt());
    }
    entry.checkBytes();
    entry.moved(
        entry.structures().entries.resize(entry.state(), entry.address(), entry.hash(), length));
  }

  @Override
  public void splice(int at, int removed, int inserted) {
    entry.checkBytes();
    Objects.checkFromIndexSize(at, removed, entry.valueLength());
    int type = entry.type();
    int encoding = type == Entry.STRING ? Entry.RAW : entry.encoding();
    entry.moved(
        entry
            .structures()
            .entries
            .splice(
                entry.state(),
                entry.address(),
                entry.hash(),
                EntryLayout.kind(type, encoding),
                at,
                removed,
                inserted));
  }

  @Override
  public void setExpireAt(long expireAt) {
    long address = entry.address();
    long header = entry.header();
    if (EntryLayout.expires(header) && expireAt != Entry.NO_EXPIRE) {
      EntryStore.expireAt(address, header, expireAt);
    } else if (EntryLayout.expires(header) || expireAt != Entry.NO_EXPIRE) {
      entry.moved(
          entry.structures().entries.changeExpire(entry.state(), address, entry.hash(), expireAt));
    }
  }

  @Override
  public void elementsExpire(boolean expire) {
    entry.structures().entries.elementsExpire(entry.state(), entry.address(), entry.hash(), expire);
  }
}
