package dev.muninn.server.structure;

import static dev.muninn.server.structure.ListpackLayout.END;
import static dev.muninn.server.structure.ListpackLayout.HEADER;
import static dev.muninn.server.structure.ListpackLayout.UNKNOWN;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Growable;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.OutOfStoreMemoryException;

/**
 * Changes a listpack that lies in bytes which can grow: the value of an entry, a buffer. Values
 * that are the decimal form of an integer are kept as one. A value given may not lie in the
 * listpack itself. Where there is no room for a change ({@link OutOfStoreMemoryException}), nothing
 * has changed.
 *
 * <p>It holds a cursor, {@link #cursor}, which says where a change is made and stays with the
 * elements.
 */
public final class ListpackEditor {
  private final Listpack cursor = new Listpack();
  private final Bytes bytes = new Bytes();
  private Growable room = NOWHERE;

  private static final Growable NOWHERE =
      new Growable() {
        @Override
        public void splice(int at, int removed, int inserted) {
          throw new IllegalStateException("listpack: nothing under the editor");
        }

        @Override
        public Bytes bytes(Bytes out) {
          throw new IllegalStateException("listpack: nothing under the editor");
        }
      };

  /** An editor of nothing. */
  public ListpackEditor() {}

  /** Points the editor at a listpack, its cursor before the first element. */
  public ListpackEditor at(Growable listpack) {
    room = listpack;
    refresh(0);
    return this;
  }

  /** Points the editor at bytes and makes them an empty listpack. */
  public ListpackEditor create(Growable empty) {
    int length = empty.bytes(bytes).length();
    empty.splice(0, length, Listpack.EMPTY);
    Bytes all = empty.bytes(bytes);
    ListpackLayout.putInt(all, 0, Listpack.EMPTY);
    ListpackLayout.count(all, 0);
    all.put(HEADER, (byte) END);
    return at(empty);
  }

  /** Where the editor is. */
  public Listpack cursor() {
    return cursor;
  }

  private void refresh(int position) {
    Listpack ignored = cursor.at(room.bytes(bytes));
    if (position != 0) {
      cursor.position(position);
    }
  }

  /** Whether so many more bytes of content are allowed. */
  public boolean fits(long more) {
    return more <= Listpack.MAX_BYTES - (long) cursor.size();
  }

  /** Adds an element at the end; the cursor is at it then. */
  public void append(Slice value) {
    put(bytes.length() - 1, 0, value, 1);
  }

  /** Adds an integer at the end; the cursor is at it then. */
  public void append(long value) {
    put(bytes.length() - 1, 0, value, 1);
  }

  /** Adds an element at the beginning; the cursor is at it then. */
  public void prepend(Slice value) {
    put(HEADER, 0, value, 1);
  }

  /** Adds an element before the one under the cursor; the cursor is at it then. */
  public void insertBefore(Slice value) {
    put(place(), 0, value, 1);
  }

  /** Adds an element after the one under the cursor; the cursor is at it then. */
  public void insertAfter(Slice value) {
    int ignored = place();
    put(cursor.end(), 0, value, 1);
  }

  /** Replaces the element under the cursor. */
  public void replace(Slice value) {
    put(place(), cursor.end() - cursor.position(), value, 0);
  }

  /** Replaces the element under the cursor by an integer. */
  public void replace(long value) {
    put(place(), cursor.end() - cursor.position(), value, 0);
  }

  /**
   * Deletes the element under the cursor and those that follow it; the cursor is at the next one
   * then, or at none.
   *
   * @param count how many in all, more than there are delete all that follow
   */
  public void delete(int count) {
    int from = place();
    int to = from;
    int deleted = 0;
    while (deleted < count && ListpackLayout.unsigned(bytes, to) != END) {
      cursor.position(to);
      to = cursor.end();
      deleted++;
    }
    room.splice(from, to - from, 0);
    finish(from, -deleted);
    if (ListpackLayout.unsigned(bytes, from) == END) {
      refresh(0);
    }
  }

  private int place() {
    if (!cursor.isPresent()) {
      throw new IllegalStateException("listpack: no element under the cursor");
    }
    return cursor.position();
  }

  private void put(int at, int removed, Slice value, int added) {
    if (value.isLong()) {
      put(at, removed, value.toLong(), added);
      return;
    }
    long size = ListpackLayout.stringSize(value.length());
    makeRoom(at, removed, size);
    int ignored =
        ListpackLayout.writeBacklen(bytes, ListpackLayout.writeString(bytes, at, value), size);
    finish(at, added);
  }

  private void put(int at, int removed, long value, int added) {
    int size = ListpackLayout.integerSize(value);
    makeRoom(at, removed, size);
    int ignored =
        ListpackLayout.writeBacklen(bytes, ListpackLayout.writeInteger(bytes, at, value), size);
    finish(at, added);
  }

  private void makeRoom(int at, int removed, long size) {
    long span = size + ListpackLayout.backlenSize(size);
    if (!fits(span)) {
      throw new OutOfStoreMemoryException("listpack: size=" + (cursor.size() + span));
    }
    room.splice(at, removed, (int) span);
    Bytes ignored = room.bytes(bytes);
  }

  /** After a change: header, and the cursor where it was made. */
  private void finish(int at, int added) {
    Bytes all = room.bytes(bytes);
    ListpackLayout.putInt(all, 0, all.length());
    int count = ListpackLayout.count(all);
    if (count != UNKNOWN) {
      ListpackLayout.count(all, Math.min(count + added, UNKNOWN));
    }
    refresh(at);
  }
}
